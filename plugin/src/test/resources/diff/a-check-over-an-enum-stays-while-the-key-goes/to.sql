CREATE TYPE mood AS ENUM ('calm', 'sad', 'happy');
CREATE TABLE person (
  name text,
  mood mood NOT NULL,
  was mood,
  CONSTRAINT moods_known CHECK (num_nulls(mood, was) < 2)
);
