// The documented stages of a learning path, word for word, and the same in Arabic for the stream from right to left.

export type Stage = { readonly progress: number; readonly message: string }

export const stages: readonly Stage[] = [
  { progress: 10, message: 'Analyzing your topic and requirements...' },
  { progress: 30, message: 'Building curriculum structure with AI...' },
  { progress: 60, message: 'Finding the best learning resources...' },
  { progress: 80, message: 'Adding career insights and job market data...' },
]

export const rightToLeftStages: readonly Stage[] = [
  { progress: 10, message: 'تحليل الموضوع والمتطلبات… 🔎' },
  { progress: 30, message: 'בניית תוכנית הלימודים… 🧱' },
  { progress: 60, message: 'البحث عن أفضل المصادر (resources)… 📚' },
  { progress: 80, message: 'הוספת תובנות קריירה… 💼' },
]

export const finished = { progress: 100, message: 'Complete!' } as const
