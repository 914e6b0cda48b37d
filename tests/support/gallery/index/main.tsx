// The index of the gallery: every scene by area, and the chosen one in the theme and at the width that one wants to see.

import '../../../../src/core/basics/no-eval.ts'
import './index.css'
import { createRoot } from 'react-dom/client'
import { GalleryIndex } from './gallery-index.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element #root.')
createRoot(root).render(<GalleryIndex />)
