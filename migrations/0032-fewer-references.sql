-- A row that belongs to a contact, a decision or an entry of its client is that client's through it: the keys hold
-- `client_id` and are never null. Asked again for each such row, the client's own row was locked a dozen times for one
-- decision, and by all at once who decide for that client.
alter table decision drop constraint decision_client_id_fkey;
alter table fulfilment drop constraint fulfilment_client_id_fkey;
alter table contact_link drop constraint contact_link_client_id_fkey;
alter table decision_entry drop constraint decision_entry_client_id_fkey;
alter table ledger_position drop constraint ledger_position_client_id_fkey;
alter table ledger_waiting drop constraint ledger_waiting_client_id_fkey;
