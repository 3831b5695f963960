-- By which policies and hours open tickets were last folded, and how far that is where it is being done anew.
CREATE TABLE folding_basis (
  one         boolean PRIMARY KEY DEFAULT true CONSTRAINT folding_basis_one CHECK (one),
  known       text NOT NULL,
  done_up_to  bigint
);
INSERT INTO folding_basis (known) VALUES ('');

-- A day is found without its dimension: when it is summed again.
CREATE INDEX day_sum_day_idx ON day_sum (day);
CREATE INDEX contribution_change_day_idx ON contribution_change (day);

-- All keys of a dimension, for the parts of a figure; one key of it is found by the primary key.
CREATE INDEX day_sum_parts_idx ON day_sum (dimension, measure, day, key);
