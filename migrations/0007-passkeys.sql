-- Passkeys: to sign in, and to sign mandates and crisis overlays with what anybody can verify.

create table passkey (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  name text not null,
  -- as the browser gives them: base64url
  credential text not null unique,
  public_key text not null,
  algorithm text not null check (algorithm in ('ES256', 'EdDSA', 'RS256')),
  -- how often it was used, as it says itself: going back betrays a copy
  uses bigint not null check (uses >= 0),
  transports text[] not null default '{}',
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index on passkey (person_id);
alter table passkey enable row level security;
-- Whoever may see the person may see their passkeys; the API shows them to their person alone.
create policy isolation on passkey using (exists (select 1 from person p where p.id = person_id))
  with check (exists (select 1 from person p where p.id = person_id));

-- What a browser was asked to sign. Good once, for minutes. Without a person: to sign in.
create table passkey_challenge (
  challenge text primary key,
  person_id uuid references person (id),
  expires_at timestamptz not null
);
create index on passkey_challenge (expires_at);

-- In which ledgers it stands that this passkey is its person's.
create table passkey_told (
  client_id uuid not null references client (id),
  passkey_id uuid not null references passkey (id) on delete cascade,
  primary key (client_id, passkey_id)
);
alter table passkey_told enable row level security;
create policy isolation on passkey_told using (client_id = any ((select app_clients())::uuid[]))
  with check (client_id = any ((select app_clients())::uuid[]));

-- The assertion itself stays with the signature: all that verifying it ever needs.
alter table mandate_signature add column assertion jsonb;
alter table mandate_signature drop constraint mandate_signature_method_check;
alter table mandate_signature add constraint mandate_signature_method_check
  check (method in ('passkey', 'password', 'demo') and (method = 'passkey') = (assertion is not null));
alter table overlay_signature add column assertion jsonb;
alter table overlay_signature drop constraint overlay_signature_method_check;
alter table overlay_signature add constraint overlay_signature_method_check
  check (method in ('passkey', 'password', 'demo') and (method = 'passkey') = (assertion is not null));

grant select, insert, update, delete on passkey to cartabianca_app;
grant select, insert, delete on passkey_challenge, passkey_told to cartabianca_app;
