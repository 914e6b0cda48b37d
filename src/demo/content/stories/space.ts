// A sample story for the theme “space”: a small robot, a traveller who cannot be heard, and a planet in the dark.

import { prose } from './prose.ts'
import type { Story } from './story.ts'

export const space: Story = {
  theme: 'space',
  title: 'Pip and the Quiet Planet',
  chapters: [
    {
      heading: 'A Knock at Window Eleven',
      text: prose(`
        The space station Marigold had eleven windows, and Pip had polished ten of them when somebody knocked on the
        last.

        This was surprising for two reasons. The first was that Pip was a very small robot, and nobody ever knocked for
        him. The second was that outside the window there was nothing but stars.

        Knock, knock.

        Pip rolled closer. A creature was floating there, round and soft, the colour of the inside of a shell. It had no
        helmet. It had no rocket. It did have a scarf, which was far too long, and it looked worried.

        "Captain Oduya," said Pip into his radio, "there is a person at window eleven, and I think it is lost."

        The captain came floating round the corner, her breakfast spoon still in her hand. She had met comets, two kinds
        of ice moon and once a singing cloud of dust, so she did not shout. She put her palm against the glass. The
        creature put a soft paw on the other side.

        "No sound can travel out there," she said. "It needs air to ride on. That is why we cannot hear it talk. But a
        knock goes straight through the wall."

        Pip thought about this until his lamps blinked. Then he began to tap. One tap for one. Two taps for two. The
        creature listened, and tapped back: three. They went up to twenty, and the creature laughed so hard, without any
        noise at all, that its scarf came undone.

        After counting came drawing. Pip drew a circle on the glass with his polishing cloth and pointed behind him, at
        the blue Earth. That was his home. The creature drew a circle as well, and then it drew a line through it, and
        then it rubbed out the circle altogether.

        The captain stopped chewing.

        "Pip," she said slowly, "I believe it is telling us that its planet has gone missing."

        At the end of the corridor the engines were warm and ready. On the table lay three things that might help: the
        star chart, the handle of the big listening dish, and a tin of oat biscuits.
      `),
      question: 'How should Pip and the captain begin?',
      choices: [
        'Point the listening dish at the dark',
        'Search the star chart for a planet that is not there',
        'Bring the traveller in and share the biscuits',
      ],
      lessons: ['How sound travels', 'Counting', 'Welcoming strangers'],
      vocabulary: 'beginner',
    },
    {
      heading: 'The Planet That Held Its Breath',
      text: prose(`
        They pointed the listening dish at the dark, and for a long while it heard nothing. Pip turned it the way you
        turn a jar that is hard to open, a little, and then a little more.

        "Planets do not simply go missing," said Captain Oduya. "They are much too heavy to mislay. Either something is
        in front of it, or it has stopped shining."

        "Planets do not shine," said Pip. "They borrow light from their sun."

        The captain pointed her spoon at him. "Exactly. So let us look for a place where some stars have gone out."

        That was a clever idea, because a dark planet hides whatever is behind it. Pip counted stars all through the
        night. He counted four hundred in the Swan and two hundred and six in the Lyre, and beside the Lyre he found a
        round dark patch where seven stars ought to have been. The soft creature saw it too, and pressed both paws to the
        glass.

        It took the Marigold three days to get there. Close by, they understood. A great cloud of dust had drifted
        between the planet and its sun, thick as wool, and underneath it everything was sitting quietly with its eyes
        shut, waiting for the morning.

        "We cannot push a cloud," said the captain.

        Pip looked at his polishing cloth. He looked at the two big sails folded along the station's back. "But we can
        blow on it very gently with light," he said. "Light pushes. Only a tiny bit. But we are not in a hurry."

        So they opened the sails like two enormous mirrors and sent the sunshine back against the cloud. On the first day
        nothing happened. On the second day nothing happened. On the third day a hole appeared, no bigger than a coin,
        and a single thread of gold fell through.

        Down on the quiet planet, somebody opened one eye. Then somebody else did. And at window eleven, a soft round
        traveller wound the end of its very long scarf around a very small robot, and knocked three times, which by now
        everybody knew meant thank you.
      `),
      question: 'What should Pip take home from the quiet planet?',
      choices: [
        'A scarf of his own',
        'A drawing of the sky as it looks from there',
        'The secret of how to sleep with one eye open',
      ],
      lessons: ['Light and shadow', 'Patience', 'Solving a problem step by step'],
      vocabulary: 'intermediate',
    },
  ],
}
