// Where the words of stored blocks stand, event by event: which of two words that a block has both are in one event is known
// without reading it. A survey is made of many rows of blocks after they were stored, by hubs, and only narrows what is read:
// what no survey covers is looked through as before.

export const sql = `
CREATE TABLE runlight.surveys (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Of the table of blocks: run / 1024.
  partition bigint NOT NULL,
  -- The rows of blocks that it covers, in their order: run, first event, and how many events.
  runs bigint[] NOT NULL,
  firsts bigint[] NOT NULL,
  counts integer[] NOT NULL
);
CREATE INDEX surveys_of_partition ON runlight.surveys (partition);

-- Laid out as events/word-places says.
CREATE TABLE runlight.survey_words (
  survey bigint NOT NULL REFERENCES runlight.surveys (id) ON DELETE CASCADE,
  bucket integer NOT NULL,
  places bytea NOT NULL,
  PRIMARY KEY (survey, bucket)
);
ALTER TABLE runlight.survey_words ALTER places SET STORAGE EXTERNAL;

-- One process of the team makes surveys at a time: until then it is another's turn.
CREATE TABLE runlight.surveyor (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  until timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO runlight.surveyor DEFAULT VALUES;
`

/** Tables that hubs alone may write. */
export const surveysOfHubs = ['surveys', 'survey_words', 'surveyor'] as const
