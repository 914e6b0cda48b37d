// A sample story for the theme “forest”: a bakery under an oak, dough that is alive in its way, and a guest from below.

import { prose } from './prose.ts'
import type { Story } from './story.ts'

export const forest: Story = {
  theme: 'forest',
  title: 'The Bakery Under the Oak',
  chapters: [
    {
      heading: 'The Morning Without Bread',
      text: prose(`
        Deep in Thistledown Wood, under the roots of the oldest oak, there was a bakery so small that you could only find
        it with your nose. Its baker was a badger called Bramble, and each morning, when the smell of warm acorn bread
        drifted through the trees, everybody in the wood knew that it was time to get up.

        One morning in October there was no smell. The squirrels overslept. The owl stayed up far too late. And Wren, a
        fox cub with one white ear, woke hungry and went to see what was the matter.

        She found Bramble sitting in front of his oven with his apron over his head.

        "It will not rise," he said from under the apron. "I mixed the dough last night, the same as ever. Flour, water,
        salt, and a spoonful of Old Bubbles. And look at it. Flat as a puddle."

        Old Bubbles was the sourdough. It lived in a stone jar on the warm shelf and had been handed down from badger to
        badger for ninety-one years. Wren stood on her hind paws and peeked inside. Usually it blinked and burped and
        blew little bubbles at visitors. Today it lay still.

        "Is it ill?" she asked.

        "Dough is alive, in its way," said Bramble. "It is full of tiny creatures, too small to see, and they like three
        things: food, warmth and company. I have fed it. I have kept it warm. I even sang."

        Wren sniffed. There was flour, and stone, and a badger who had been crying a little. And there was something
        else, cold and thin, like the edge of winter. She followed it along the shelf, behind the jar and down to the
        wall, where a new crack ran between two roots. A wind as narrow as a whisker was blowing out of it, straight at
        Old Bubbles.

        "Bramble," she said, "somebody has been digging."

        The badger lifted his apron. Far down inside the crack, where no lamp had ever been lit, a very small light went
        on, and then, rather guiltily, off again.
      `),
      question: 'What should Wren and Bramble do first?',
      choices: [
        'Move Old Bubbles to a warmer place',
        'Call kindly into the crack',
        'Fill the crack with moss and clay',
      ],
      lessons: ['How bread rises', 'Careful observation', 'Asking what is wrong'],
      vocabulary: 'intermediate',
    },
    {
      heading: 'A Guest for Old Bubbles',
      text: prose(`
        First of all they moved Old Bubbles to a warmer place, because whoever is shivering should be helped before
        anybody is questioned. Wren carried the jar to the hearth and curled her tail around it. Then she called kindly
        into the crack.

        "We are not cross," she said. "But we would like to know who you are."

        Nothing stirred. Then there was a scrabbling, and out came a mole with a candle stuck to his hat. He was thin and
        dusty, and he looked at his feet.

        "I am Tunnel," he said. "I was following the smell of bread. I have followed it all the way from the other side
        of the hill, where the pines were cut. I thought that if I dug very quietly I could sit under your floor, and
        smell it, and nobody would mind."

        Bramble blew his nose on his apron. "My dear fellow," he said, "why did you not come in by the door?"

        "I could not find it," said the mole. "My eyes are poor. I can only find things that are underneath."

        So they gave him a bowl of blackberry soup, and while he ate, Wren packed the crack with moss and Bramble sealed
        it with clay. All that afternoon they took turns with the jar. They fed it a little rye and a little warm water.
        They told it the news. And because dough likes company, the mole told it a story as well, the long one, about the
        pines.

        At sunset there was a sound. It was a very small sound, and it was the best one any of them had heard that day.

        Blup.

        "Old Bubbles!" shouted Wren, and the jar blew a bubble at her, and then a second, and burped.

        Next morning the smell of acorn bread rolled through Thistledown Wood, warmer than ever, and everybody woke on
        time. There was a new sign beside the door, low down, carved deep so that paws could read it. It said: Bakery.
        And underneath, in smaller letters: You may also come in from below.
      `),
      question: 'What should Tunnel the mole do in his new home?',
      choices: [
        'Learn to bake from Bramble',
        'Dig a warm cellar for the winter flour',
        'Go back over the hill and plant new pines with Wren',
      ],
      lessons: ['Kindness before questions', 'Sharing a home', 'Why trees matter'],
      vocabulary: 'intermediate',
    },
  ],
}
