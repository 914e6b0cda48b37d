// What the sample chat answers, found by words of the prompt. The same prompt always has the same answer, so that two
// runs can be compared.

import { prose } from './stories/prose.ts'

type Answer = {
  /** Matches the prompts that it answers; the first that does is taken. */
  readonly about: RegExp
  readonly text: string
}

const answers: readonly Answer[] = [
  {
    about: /\b(sse|server-sent|event ?stream|websockets?)\b/i,
    text: prose(`
      Server-Sent Events are a simple way for a server to keep talking after it has answered.

      The browser makes one ordinary HTTP request. Instead of finishing, the server keeps the answer open and writes
      small blocks of text, each ended by a blank line. A block can have a name, an id and data. If the connection is
      lost, the browser connects again by itself and says which id it saw last, so that the server can go on from there.

      Compared with WebSockets, you give up one thing: the browser cannot talk back on the same connection. In return you
      keep everything that HTTP already gives you: proxies, compression, cookies, logging and load balancing.

      A good rule: if the server does most of the talking, begin with Server-Sent Events. Progress reports, notifications
      and the tokens of a language model are all a natural fit.
    `),
  },
  {
    about: /\b(sql|quer(y|ies)|database|postgres|index(es)?)\b/i,
    text: prose(`
      Start by letting the database tell you what it does. Put EXPLAIN (ANALYZE, BUFFERS) in front of the query and look
      for the step where estimated and actual row counts are far apart. That is usually where the time goes.

      Three causes cover most cases. First, a missing index: a sequential scan over a large table that keeps only a few
      rows. Second, an index that cannot be used, because the column is wrapped in a function or compared with another
      type. Third, stale statistics, so that the planner guesses wrongly; ANALYZE takes seconds and is safe to run.

      Change one thing at a time and measure again with realistic data. A query that takes 4 ms on a laptop with a
      thousand rows says nothing about one with fifty million.

      If the plan is already good, ask whether the question is: many slow queries fetch rows that nobody looks at.
    `),
  },
  {
    about: /\b(bread|bake|baking|sourdough|recipe|cook)\b/i,
    text: prose(`
      Here is a loaf that forgives nearly everything.

      Mix 500 g of flour, 350 g of lukewarm water, 100 g of active sourdough and 10 g of salt in a large bowl until no
      dry flour is left. Cover it. Every half hour, wet your hands, pull one side of the dough up and fold it over, turn
      the bowl and repeat until you are back where you began. Do this four times, then leave it alone.

      When it has grown by half and wobbles if you shake the bowl, shape it into a ball, put it into a floured basket and
      let it rest in the fridge overnight.

      Bake it in a closed, very hot pot: 25 minutes at 245 °C with the lid on, 20 minutes at 220 °C without it. Wait an
      hour before you cut it. That is the hardest step of the whole recipe.
    `),
  },
  {
    about: /\b(travel|trip|weekend|lisbon|holiday)s?\b/i,
    text: prose(`
      Two days are enough to fall for Lisbon, if you let the hills set the pace.

      On Saturday, take the first tram of the morning up to Graça, before the crowds, and walk down through Alfama with no
      plan at all. Have lunch where the menu is written by hand. In the afternoon, cross the river by ferry to Cacilhas:
      it costs little more than a coffee, and the view back to the city is the best there is.

      On Sunday, go out to Belém early for the monastery and a custard tart, still warm. Return along the water, stop at
      the MAAT if you like modern buildings, and end the day at a miradouro with the last light on the roofs.

      Pack shoes with good soles. The pavements are beautiful, and as smooth as soap.
    `),
  },
  {
    about: /\b(sky|blue|sunlight|sunset)\b/i,
    text: prose(`
      The sky is blue because air scatters blue light far more than red.

      Sunlight looks white, but it is a mixture of all colours. On its way through the air it meets molecules of nitrogen
      and oxygen, which are much smaller than the length of a light wave. Such small particles send light off in all
      directions, and they do so much more strongly the shorter its wave is. Blue light, with a short wave, is scattered
      several times as much as red. So when you look at any part of the sky away from the sun, what reaches your eyes is
      mostly this scattered blue.

      At sunset the light has to travel through far more air. By the time it arrives, most of the blue has been scattered
      out of it, and what is left is orange and red.

      Violet is scattered even more, but the sun sends less of it, and our eyes are less sensitive to it.
    `),
  },
  {
    about: /\b(e-?mail|letter|draft|reply)s?\b/i,
    text: prose(`
      Here is a draft that is short, friendly and clear about the next step.

      Subject: New date for the handover

      Hello Jonas,

      thank you for the quick review on Monday. Two of the points you raised need more time than we had planned: the
      export of old records, and the test on your staging system. I would rather do both properly than hand over
      something half finished.

      May we move the handover from Thursday to Tuesday the 9th, at ten? Everything else stays as agreed, and you will
      have the updated manual by Friday, so that your team can read it in peace.

      If Tuesday does not suit you, please send me two times that do.

      Best wishes,
      Leonie

      You can leave out the second paragraph if he already knows the details.
    `),
  },
  {
    about: /\b(plan|planning|project|goal)s?\b/i,
    text: prose(`
      A plan is useful if it tells you what to do tomorrow morning. I would build it backwards.

      Begin with the end: write down, in one sentence, what will be true when you are done, and how somebody else could
      check it. Then ask what must be true just before that, and before that, until you reach something that you can do
      this week. You will usually find between four and seven steps. If there are more, two of them belong together.

      Next, mark the step you understand least. Do that one first, in its smallest possible form. It is the cheapest
      moment to find out that the rest of the plan has to change.

      Finally, choose a date on which you look at the plan again, whatever happens. Plans do not fail because they are
      wrong. They fail because nobody looks at them after the second week.
    `),
  },
]

/** The answer to `prompt`: by its words where they are known here, else one that says so. The same for the same prompt. */
export function answerTo(prompt: string): string {
  return answers.find(({ about }) => about.test(prompt))?.text ?? unknownSubject(prompt)
}

/** `prompt` is quoted up to 80 code points. */
function unknownSubject(prompt: string): string {
  const start = Array.from(prompt).slice(0, 80).join('')
  return prose(`
    You asked: “${start === prompt ? prompt : `${start}…`}”

    That is a good question, and an honest answer is that I am a very small model: I live in a sample backend, and I know
    only a few things by heart. I can explain how Server-Sent Events work and when they are the better choice. I can tell
    you where to look when a query is slow, how to bake a loaf of sourdough, why the sky is blue, and how to spend a
    weekend in Lisbon. I can also draft a polite message when a date has to be moved.

    Whatever you ask, my words arrive one after the other, at about twenty a second, just as those of a large model do. So
    you can watch how the text grows, how long the first word took, and what happens if the connection is lost in the
    middle of a sentence.

    Ask me about one of those things, and I will do better.
  `)
}

/** An answer in Arabic and Hebrew with emoji and a few words in Latin letters. */
export const rightToLeftAnswer = prose(`
  أهلًا بك! 👋 الأحداث المُرسَلة من الخادم (Server-Sent Events) طريقة بسيطة ليواصل الخادم الحديث بعد أن يجيب 📡.

  يرسل المتصفّح طلبًا واحدًا، ويبقى الجواب مفتوحًا، فتصل الأخبار سطرًا بعد سطر ✨. وإذا انقطع الاتصال 🔌 عاد المتصفّح من تلقاء نفسه.

  ובעברית: השרת ממשיך לדבר 🗣️, והדפדפן מקשיב 👂🏽. זה הכול! 👨‍👩‍👧‍👦
`)
