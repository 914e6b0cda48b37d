// Topics of the sample flashcard runs, each with the subtopics that become its sets: name, description, tags.

type Subtopic = readonly [name: string, description: string, ...tags: string[]]
export type Topic = {
  /** A run whose name holds this word is about the topic. */
  readonly word: string
  readonly title: string
  readonly subtopics: readonly Subtopic[]
}

export const topics: readonly [Topic, ...Topic[]] = [
  {
    word: 'biology',
    title: 'Biology 101',
    subtopics: [
      ['Cell structure', 'Organelles, membranes and what each part does.', 'cells', 'basics'],
      ['Cell membranes', 'Diffusion, osmosis and active transport.', 'cells', 'transport'],
      ['DNA and RNA', 'Bases, the double helix and how it is copied.', 'genetics', 'molecules'],
      ['Protein synthesis', 'From gene to protein: transcription and translation.', 'genetics', 'proteins'],
      ['Mitosis and meiosis', 'Two ways to divide, and why both are needed.', 'cells', 'reproduction'],
      [
        'Mendelian genetics',
        'Dominant, recessive, and how to read a Punnett square.',
        'genetics',
        'heredity',
      ],
      ['Enzymes', 'Active sites, substrates and what slows them down.', 'molecules', 'reactions'],
      ['Photosynthesis', 'Light reactions, the Calvin cycle and leaf structure.', 'plants', 'energy'],
      ['Cellular respiration', 'Glycolysis, the citric acid cycle and ATP.', 'energy', 'cells'],
      ['Natural selection', 'Variation, fitness and how populations change.', 'evolution', 'darwin'],
      ['Classification', 'Domains, kingdoms and the use of Latin names.', 'taxonomy', 'evolution'],
      ['Food webs', 'Producers, consumers and the flow of energy.', 'ecology', 'energy'],
      ['Homeostasis', 'Feedback loops that keep a body in balance.', 'physiology', 'regulation'],
    ],
  },
  {
    word: 'chemistry',
    title: 'Organic Chemistry',
    subtopics: [
      ['Alkanes', 'Naming, conformations and boiling points.', 'hydrocarbons', 'naming'],
      ['Alkenes and alkynes', 'Double and triple bonds, and how to add to them.', 'hydrocarbons', 'addition'],
      ['Stereochemistry', 'Chiral centres, R and S, and optical rotation.', 'structure', 'chirality'],
      ['Functional groups', 'Recognise them at a glance, name them in order.', 'naming', 'basics'],
      [
        'Nucleophilic substitution',
        'SN1 or SN2: substrate, solvent, leaving group.',
        'mechanisms',
        'kinetics',
      ],
      ['Elimination', 'E1, E2 and the rule of Zaitsev.', 'mechanisms', 'alkenes'],
      ['Aromatic compounds', 'Resonance, Hückel’s rule and substitution.', 'aromatics', 'resonance'],
      ['Alcohols and ethers', 'Acidity, oxidation and how to protect them.', 'oxygen', 'reactions'],
      ['Aldehydes and ketones', 'What a carbonyl attracts, and why.', 'carbonyls', 'addition'],
      ['Carboxylic acids', 'Esters, amides and the ladder of reactivity.', 'carbonyls', 'acids'],
      ['Spectroscopy', 'Reading infrared and proton NMR spectra.', 'analysis', 'nmr'],
    ],
  },
  {
    word: 'history',
    title: 'World History 1900–1950',
    subtopics: [
      ['Empires in 1900', 'Who ruled what, and what held it together.', 'empires', 'maps'],
      [
        'The Russian Revolution',
        'From the February strikes to the end of the civil war.',
        'russia',
        'revolution',
      ],
      ['The road to 1914', 'Alliances, armaments and a summer of telegrams.', 'first-world-war', 'causes'],
      ['The Western Front', 'Trenches, offensives and the war of materials.', 'first-world-war', 'battles'],
      ['The Treaty of Versailles', 'Terms, reparations and the new borders.', 'treaties', 'europe'],
      ['The League of Nations', 'Its promise, its tools and its limits.', 'diplomacy', 'institutions'],
      ['The Great Depression', 'The crash, the banks and the policies that followed.', 'economy', '1930s'],
      ['India’s independence movement', 'From Amritsar to the midnight of 1947.', 'india', 'independence'],
      ['The rise of fascism', 'Italy, Germany and the end of parliaments.', 'ideology', '1930s'],
      ['The Second World War in Asia', 'From Manchuria to the Pacific.', 'second-world-war', 'asia'],
      [
        'The Second World War in Europe',
        'Campaigns, occupation and resistance.',
        'second-world-war',
        'europe',
      ],
      ['The United Nations', 'San Francisco, the Charter and human rights.', 'diplomacy', 'institutions'],
    ],
  },
  {
    word: 'spanish',
    title: 'Spanish A2',
    subtopics: [
      ['At the market', 'Fruit, vegetables, prices and quantities.', 'vocabulary', 'food'],
      ['Asking the way', 'Streets, directions and public transport.', 'vocabulary', 'travel'],
      ['Pretérito indefinido', 'Regular verbs and the ten irregular ones you need.', 'grammar', 'past'],
      ['Pretérito imperfecto', 'What used to be, and how to describe it.', 'grammar', 'past'],
      ['Ser and estar', 'Two verbs for “to be”, and when to use which.', 'grammar', 'verbs'],
      ['Por and para', 'Cause, purpose, exchange and direction.', 'grammar', 'prepositions'],
      ['The weather', 'Seasons, forecasts and small talk.', 'vocabulary', 'everyday'],
      ['At the doctor’s', 'Body parts, symptoms and appointments.', 'vocabulary', 'health'],
      ['Reflexive verbs', 'Daily routine from waking up to going to bed.', 'grammar', 'verbs'],
      ['Making plans', 'Ir a, querer, poder and polite refusals.', 'conversation', 'future'],
      ['Comparisons', 'Más que, menos que, tan como and the irregulars.', 'grammar', 'adjectives'],
      ['Phone calls', 'Answering, leaving a message, asking to repeat.', 'conversation', 'everyday'],
    ],
  },
  {
    word: 'music',
    title: 'Music Theory',
    subtopics: [
      ['Reading the staff', 'Clefs, notes and ledger lines.', 'notation', 'basics'],
      ['Rhythm and metre', 'Note values, time signatures and syncopation.', 'rhythm', 'basics'],
      ['Major scales', 'Whole steps, half steps and key signatures.', 'scales', 'keys'],
      ['Minor scales', 'Natural, harmonic and melodic.', 'scales', 'keys'],
      ['Intervals', 'From unison to octave, by ear and by sight.', 'intervals', 'ear-training'],
      ['Triads', 'Major, minor, diminished, augmented.', 'harmony', 'chords'],
      ['Seventh chords', 'Five sorts and where each one wants to go.', 'harmony', 'chords'],
      ['Cadences', 'How a phrase ends, or refuses to.', 'harmony', 'phrases'],
      ['The circle of fifths', 'Keys as neighbours, and how to move between them.', 'keys', 'modulation'],
      ['Song form', 'Verse, chorus, bridge, and the blues in twelve bars.', 'form', 'songs'],
    ],
  },
  {
    word: 'astronomy',
    title: 'Astronomy',
    subtopics: [
      ['The Moon', 'Phases, tides and the far side.', 'solar-system', 'moon'],
      ['The inner planets', 'Mercury, Venus, Earth and Mars compared.', 'solar-system', 'planets'],
      ['The giant planets', 'Gas, ice, rings and a hundred moons.', 'solar-system', 'planets'],
      ['Comets and asteroids', 'Where they come from and where they cross.', 'solar-system', 'small-bodies'],
      ['Spectra of stars', 'Colour, temperature and the letters O B A F G K M.', 'stars', 'light'],
      ['The life of a star', 'From cloud to white dwarf, neutron star or black hole.', 'stars', 'evolution'],
      ['Measuring distance', 'Parallax, Cepheids and supernovae.', 'methods', 'distance'],
      ['The Milky Way', 'Disc, bulge, halo and our place in it.', 'galaxies', 'structure'],
      ['Other galaxies', 'Spirals, ellipticals and collisions.', 'galaxies', 'structure'],
      ['The expanding universe', 'Redshift, Hubble’s law and the age of everything.', 'cosmology', 'light'],
      ['Exoplanets', 'Transits, wobbles and what a spectrum tells.', 'planets', 'methods'],
      ['Telescopes', 'Lenses, mirrors, dishes and the air in the way.', 'methods', 'instruments'],
    ],
  },
  {
    word: 'algebra',
    title: 'Linear Algebra',
    subtopics: [
      ['Vectors', 'Length, direction and what it means to add them.', 'vectors', 'basics'],
      ['Systems of equations', 'Elimination, pivots and free variables.', 'equations', 'methods'],
      ['Matrix multiplication', 'Rows by columns, and why order matters.', 'matrices', 'basics'],
      ['Inverse matrices', 'When there is one, and how to find it.', 'matrices', 'methods'],
      ['Vector spaces', 'Span, independence, basis and dimension.', 'spaces', 'theory'],
      ['The four subspaces', 'Column, row, null and left null space.', 'spaces', 'theory'],
      ['Orthogonality', 'Projections, Gram–Schmidt and least squares.', 'geometry', 'methods'],
      ['Determinants', 'Area, volume and a test for invertibility.', 'matrices', 'geometry'],
      ['Eigenvalues', 'Directions that stay, and what they are good for.', 'eigenvalues', 'theory'],
      ['Singular values', 'Every matrix as rotation, stretch, rotation.', 'eigenvalues', 'applications'],
    ],
  },
]

/** A topic in Hebrew and Arabic with emoji, for screens that must show both directions. */
export const rightToLeftTopic: Topic = {
  word: 'rtl',
  title: 'עברית למתחילים 📚',
  subtopics: [
    ['ברכות 👋', 'איך אומרים שלום, תודה ולהתראות.', 'שיחה', 'בסיס'],
    ['מספרים 🔢', 'מאחת עד מאה, וגם מחירים ב־₪.', 'מספרים', 'שוק'],
    ['משפחה 👨‍👩‍👧‍👦', 'אמא, אבא, אחים ואחיות.', 'אוצר מילים', 'משפחה'],
    ['الفصول الأربعة 🍂', 'كلمات عن الطقس والفصول.', 'مفردات', 'طبيعة'],
    ['في السوق 🍊', 'كيف نسأل عن السعر (price) ونطلب تخفيضًا.', 'محادثة', 'سوق'],
    ['צבעים 🎨', 'אדום, כחול, ירוק — ואיך הם משתנים.', 'אוצר מילים', 'תארים'],
    ['السفر ✈️', 'في المطار: التذكرة والبوابة B12.', 'سفر', 'محادثة'],
    ['סיכום 🏁', 'חזרה על כל מה שלמדנו.', 'חזרה', 'בסיס'],
  ],
}
