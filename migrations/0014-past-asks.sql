-- What a past ask was weighed on, so that it can be weighed again on another mandate: everything that was known then
-- and not only what the mandate of the day named (customers' values and levels of practice change), and how a support
-- request stood when it was asked (its within_stretch is taken back once silence has passed it upwards).

alter table decision add column known jsonb check (jsonb_typeof(known) = 'object');
alter table decision add column agent_level text check (agent_level in ('trainee', 'full', 'senior'));

alter table support_request add column known jsonb check (jsonb_typeof(known) = 'object');
alter table support_request add column agent_level text check (agent_level in ('trainee', 'full', 'senior'));
-- the first rule in the way, by id, and whether the stretch reached
alter table support_request add column rule text;
alter table support_request add column reached boolean;

-- Whether anything was asked or answered since the history of a client was last written down.
create index on support_request (client_id, asked_at desc, id desc);
create index on support_request (client_id, answered_at desc, id desc);
