-- How a mailbox answers, and what becomes of the tickets that it opens.
ALTER TABLE channel
  ADD COLUMN signature       text,
  ADD COLUMN rating_links    boolean NOT NULL DEFAULT false,
  ADD COLUMN default_tags    text[]  NOT NULL DEFAULT '{}',
  ADD COLUMN calendar_id     bigint,
  ADD COLUMN acknowledge     boolean NOT NULL DEFAULT false,
  ADD COLUMN promise_minutes integer CONSTRAINT channel_promise_positive CHECK (promise_minutes > 0),
  ADD COLUMN closed_reply    text    NOT NULL DEFAULT 'follow_up'
    CONSTRAINT channel_closed_reply_known CHECK (closed_reply IN ('follow_up', 'new'));

-- What becomes of a message on its server, once it is stored here.
ALTER TABLE mailbox
  ADD COLUMN after_processing text NOT NULL DEFAULT 'leave'
    CONSTRAINT mailbox_after_processing_known CHECK (after_processing IN ('leave', 'seen', 'move')),
  ADD COLUMN after_folder text,
  ADD CONSTRAINT mailbox_after_folder_named CHECK (after_processing <> 'move' OR after_folder IS NOT NULL);
