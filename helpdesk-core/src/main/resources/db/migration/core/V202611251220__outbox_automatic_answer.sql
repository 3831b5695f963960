-- Answers that nobody wrote, by the address they went to: two machines that answer each other are stopped by counting.
CREATE TABLE automatic_answer (
  address  text NOT NULL,
  at       timestamptz NOT NULL
);
CREATE INDEX automatic_answer_address_idx ON automatic_answer (address, at);

-- How much an address has written lately.
CREATE INDEX inbound_message_sender_idx ON inbound_message (sender, received_at) WHERE origin = 'inbound';
