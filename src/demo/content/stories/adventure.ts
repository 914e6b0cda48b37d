// A sample story for the theme “adventure”: a lighthouse, a map that only small lights can wake, and a promise kept.

import { prose } from './prose.ts'
import type { Story } from './story.ts'

export const adventure: Story = {
  theme: 'adventure',
  title: 'The Lantern Map',
  chapters: [
    {
      heading: 'The Door Below the Lighthouse',
      text: prose(`
        On the last evening of the summer holidays, Mira climbed the hundred and twelve steps of her grandfather's
        lighthouse with a jam sandwich in one hand and a lantern in the other. The big lamp at the top had gone out,
        and Grandpa's knees were too old for climbing twice in one day.

        "Just turn the brass wheel," he called up the stairs. "And don't mind the wind. It only wants to talk."

        Mira set the lantern down beside the wheel. As its light fell across the floorboards, thin silver lines woke up
        in the wood. They ran under her shoes, curled around the wheel and climbed the wall. She blinked and moved the
        lantern to the left. The lines moved too. She covered it with her hat, and they vanished.

        "It's a map," she whispered, "and it only shows itself to small lights."

        There was the lighthouse, no bigger than a thumbnail. There was the harbour, and Baker's Hill, and the crooked
        pine where the herons slept. But behind the pine, where everybody knew there was nothing but cliffs, the map
        showed a little round door.

        Just then the wheel gave a squeak, and out from under it crept a hedgehog with the look of somebody who has been
        waiting for quite a long time. It sniffed at Mira's sandwich. It looked at the map. Then it trotted to the
        stairs and turned around, as if to ask what was keeping her.

        Mira turned the brass wheel, as she had promised, and the great lamp began to hum and glow. Promises first, she
        thought, adventures second. Then she broke her sandwich in two, gave the smaller half to the hedgehog, and
        picked up the lantern.

        At the foot of the cliff the tide was already nibbling at the stones. The little door was there, exactly where
        the map had said it would be, and it had no handle at all. It had two things instead: a keyhole shaped like a
        star, and a bell made from a seashell.
      `),
      question: 'What should Mira do at the little door?',
      choices: [
        'Hold the lantern close to the star-shaped keyhole',
        'Ring the seashell bell and wait politely',
        'Go back and ask Grandpa what he knows',
      ],
      lessons: ['Keeping promises', 'Reading a map', 'Curiosity'],
      vocabulary: 'intermediate',
    },
    {
      heading: 'The Room of Unfinished Journeys',
      text: prose(`
        Mira held the lantern close to the star-shaped keyhole, and the light slid into it like water. Something inside
        went click, then clack, then a long and thoughtful hmmm. The door swung open.

        Behind it lay a round room full of shelves, and on the shelves stood hundreds of ships in bottles. They were not
        toys. In one, tiny sailors were asleep in tiny hammocks. In another, a cook no bigger than a grain of rice was
        stirring a pot, and Mira could smell the onions.

        "Good evening," said a voice. An old woman in a coat of fishing nets was dusting the lowest shelf. "Welcome to
        the Room of Unfinished Journeys. Every ship here set out for somewhere and forgot the way. I keep them safe
        until somebody brings a light."

        "I have a lantern," said Mira.

        "So you have. But a lantern is only half of it. You must also tell them where they are going."

        The hedgehog had stopped in front of a small green ship whose sails were grey with dust. On its side, in letters
        that made Mira squint, was written: The Patient Annabel. Mira knew that name. It was painted above Grandpa's
        fireplace, under a picture of a young man with strong knees and a wide smile.

        She did not have to think for long. She held up the lantern and said, slowly and clearly, "You are going home.
        Past Baker's Hill, round the crooked pine, and straight toward the big light. I turned it on myself."

        Inside the bottle, a bell rang. Sails rose, one, two, three. The cork popped out like a hiccup, and The Patient
        Annabel, growing larger with every wave, slipped through the door and out into the dusk.

        When Mira came up the path, Grandpa was standing outside with his hand over his eyes, looking at the sea. A green
        ship lay in the harbour, and he was laughing like a boy.

        "She is forty years late," he said. "However did she find the way?"

        Mira put the lantern on the step between them. "Somebody told her," she said.
      `),
      question: 'What should Mira and Grandpa do tomorrow?',
      choices: [
        'Sail out on The Patient Annabel',
        'Take more lanterns to the room and free another ship',
        'Invite the keeper of the room for onion soup',
      ],
      lessons: ['Helping others', 'Clear directions', 'Patience'],
      vocabulary: 'intermediate',
    },
  ],
}
