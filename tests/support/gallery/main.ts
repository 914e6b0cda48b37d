// The gallery's page: gives the window a bridge to an engine that plays a scene, then starts the very renderer that the
// hosts ship. Nothing of the renderer is replaced.

import './install.ts'
import '../../../src/renderer/main.tsx'
