// A sample story for the theme “ocean”: a canoe that is an ear, a lost song, and a harbour that learns to listen.

import { prose } from './prose.ts'
import type { Story } from './story.ts'

export const ocean: Story = {
  theme: 'ocean',
  title: 'Tavi and the Lost Song',
  chapters: [
    {
      heading: 'The Whale Who Stopped Singing',
      text: prose(`
        Every morning before school, Tavi paddled his red canoe out to the edge of the reef, put one ear against the wood
        and listened to the whales. A canoe is a good ear. Songs come up through the water, tickle along the planks, and
        arrive with all their low notes still on.

        He knew most of the singers. There was Old Thunder, who sang about storms. There were the twins, who interrupted
        each other. And there was Luma, the youngest, whose song went up at the end like a question.

        But this morning Luma's song did not go up. It went along for a bit, and wobbled, and stopped.

        Tavi leaned over the side. A dark eye as large as a plate looked back at him.

        "I had a song," said Luma. "I had it yesterday. I sang it past the wreck and through the kelp, and when I came
        out on the other side it was gone. Now my mother cannot find me, because she looks with her ears."

        Tavi thought of the time he had lost his mother in the market, and how big everybody's knees had been. "Then
        we'll look for it," he said. "Where did you sing it last?"

        They went slowly, the canoe above and the whale below. At the wreck they asked the octopus, who lives in the
        captain's desk and remembers everything. She turned a thoughtful purple. "I heard the first half," she said. "It
        was very pretty. Then a noise came and sat on top of it."

        "What sort of noise?"

        "A grinding, drumming sort of noise. It comes from there." Three of her arms pointed at the kelp forest, two
        pointed at the harbour, and three were busy tidying.

        Tavi put his ear to the wood again. Under the clicking of shrimps and the grumble of Old Thunder he could hear it
        now: a rattling, far off, that never stopped to breathe. Songs are soft things, and it was easy to see how one
        might get lost under that.

        The kelp was closer. The harbour was louder. And the sun was already high enough for school.
      `),
      question: 'Where should Tavi and Luma go?',
      choices: [
        'Follow the noise to the harbour',
        'Search for the song in the kelp forest',
        "Ask Old Thunder to call Luma's mother",
      ],
      lessons: ['How whales find each other', 'Listening', 'Helping a friend'],
      vocabulary: 'beginner',
    },
    {
      heading: 'A Harbour That Learned to Whisper',
      text: prose(`
        They followed the noise to the harbour. With every stroke of the paddle it grew, until Tavi could feel it in his
        teeth and Luma had to stay behind the breakwater with her eyes closed.

        It came from the new ferry. She was white and handsome, and under her stern one of her propellers shook as it
        turned, rattling like a spoon in a bucket.

        "Good morning!" Tavi shouted up to the woman on the bridge. "Your ferry is too loud. A whale has lost her song
        because of it."

        Some grown-ups would have laughed. Captain Noor came down the ladder, sat on the edge of the quay and asked him
        to begin at the beginning. So Tavi told her about the canoe that is an ear, and the octopus, and the mother who
        looks with her ears. Then he let her listen for herself. She lay flat on her stomach in the red canoe with her
        cap pushed back, and she stayed like that for a long time.

        "I had no idea," she said when she sat up. "From up there, the sea seems so quiet."

        She called the engineer, and the engineer called the diver, and the diver found a long green rope wound tight
        around the propeller and a dent where it had pulled the blade crooked. By noon the rope was off. By evening the
        blade was straight. And Captain Noor wrote a new rule in the harbour book, in large letters: From the reef to the
        quay, all ships go slowly, because people are singing.

        That night the whole village sat along the breakwater. For a while there was only the sea, breathing. Then, far
        out, a small voice tried a note. It went along for a bit. It wobbled. Everybody held on to everybody else.

        And it went up at the end, like a question.

        From beyond the reef, deep and warm and not at all far away, came the answer. Tavi did not need his canoe to hear
        it. He could feel it in the stones beneath him, all the way up to his ears. Beside him, Captain Noor took off her
        cap.
      `),
      question: 'What should the village do next?',
      choices: [
        'Learn the song and sing it from the breakwater',
        'Tell the next harbour about the new rule',
        'Build a second canoe, so that two can listen',
      ],
      lessons: ['Noise in the sea', 'Speaking up', 'Changing a habit for others'],
      vocabulary: 'intermediate',
    },
  ],
}
