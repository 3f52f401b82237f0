-- Training for empowerment: scenarios made of real cases with nobody in them, practice that is the learner's own,
-- courses, levels that practice opens, learning records for a record store.

create table scenario (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  source text not null check (source in ('contact', 'learning', 'pasted')),
  language text not null,
  touchpoint text,
  power text not null,
  currency text not null,
  -- the mandate of its day, kept with it: practice is weighed on nothing else
  mandate jsonb not null,
  mandate_number integer not null,
  time_zone text not null,
  weighed_at timestamptz not null,
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  content jsonb not null,
  -- places that the anonymiser was not sure of, as it left them
  doubtful jsonb not null default '[]',
  state text not null default 'draft' check (state in ('draft', 'approved', 'retired')),
  revision integer not null default 1,
  author_id uuid not null references person (id),
  approved_by uuid references person (id),
  approved_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  check ((state = 'draft') = (approved_by is null) and (state = 'draft') = (approved_at is null))
);
create index on scenario (client_id, state, created_at desc, id desc);

-- What it was made of, beside it until somebody approves: then it is deleted, and nothing leads back.
create table scenario_original (
  client_id uuid not null references client (id),
  scenario_id uuid not null,
  contact_id uuid,
  learning_case_id uuid,
  -- names that must not be in what is approved
  people text[] not null,
  lines jsonb not null,
  primary key (client_id, scenario_id),
  foreign key (client_id, scenario_id) references scenario (client_id, id)
);
create index on scenario_original (client_id, contact_id);

-- Somebody's practice. Read by that person only; no score.
create table practice (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  scenario_id uuid not null,
  person_id uuid not null references person (id),
  power text not null,
  answers jsonb not null default '[]',
  decision jsonb,
  evaluation jsonb,
  -- whether the authority that was there was used
  used boolean not null default false,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, scenario_id) references scenario (client_id, id)
);
create index on practice (client_id, person_id, finished_at);
create unique index on practice (client_id, scenario_id, person_id) where finished_at is null;

-- A course or scenario put where a pattern asks for it: at a power, a touchpoint, or both.
create table refresher (
  client_id uuid not null references client (id),
  id uuid not null default gen_random_uuid(),
  course_id uuid,
  scenario_id uuid,
  power text,
  touchpoint text,
  why text not null,
  author_id uuid not null references person (id),
  at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (client_id, id),
  foreign key (client_id, scenario_id) references scenario (client_id, id),
  check ((course_id is null) <> (scenario_id is null)),
  check (power is not null or touchpoint is not null)
);
create index on refresher (client_id, ended_at, at desc);

-- Courses are the operator's, for all its people.
create table course (
  id uuid primary key default gen_random_uuid(),
  -- those that come with the product
  shipped text unique,
  state text not null default 'draft' check (state in ('draft', 'published')),
  content jsonb not null,
  revision integer not null default 1,
  author_id uuid references person (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table refresher add foreign key (course_id) references course (id);

create table lesson_done (
  person_id uuid not null references person (id),
  course_id uuid not null references course (id),
  lesson integer not null check (lesson >= 0),
  at timestamptz not null default now(),
  primary key (person_id, course_id, lesson)
);

-- Somebody asks for the level that a coach or trainer confirms.
create table level_request (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person (id),
  power text not null,
  level text not null check (level in ('full', 'senior')),
  words text,
  asked_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'granted', 'later')),
  answered_by uuid references person (id),
  answered_at timestamptz,
  answer text,
  check ((state = 'open') = (answered_at is null) and (state = 'open') = (answered_by is null)),
  check (state <> 'later' or answer is not null)
);
create unique index on level_request (person_id, power) where state = 'open';
create index on level_request (state, asked_at);

-- Who a learner is to the record store: a random name that stands nowhere else.
create table learner_alias (
  person_id uuid primary key references person (id),
  alias uuid not null unique default gen_random_uuid()
);
-- Statements of xAPI, written with what they tell of; sent by a job.
create table learning_record (
  id uuid primary key,
  person_id uuid not null references person (id),
  statement jsonb not null,
  at timestamptz not null default now(),
  sent_at timestamptz
);

do $$
declare t text;
begin
  foreach t in array array['scenario', 'scenario_original', 'practice', 'refresher'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy isolation on %I using (client_id = any ((select app_clients())::uuid[]))
      with check (client_id = any ((select app_clients())::uuid[]))', t);
  end loop;
  foreach t in array array['lesson_done', 'level_request', 'learner_alias', 'learning_record'] loop
    execute format('alter table %I enable row level security', t);
    -- whoever may see the person
    execute format('create policy isolation on %I using (exists (select 1 from person p where p.id = person_id))
      with check (exists (select 1 from person p where p.id = person_id))', t);
  end loop;
end $$;
grant select, insert on scenario, scenario_original, practice, refresher, course, lesson_done, level_request,
  learner_alias, learning_record to cartabianca_app;
grant update (content, state, revision, approved_by, approved_at) on scenario to cartabianca_app;
grant delete on scenario_original to cartabianca_app;
grant update (answers, decision, evaluation, used, finished_at) on practice to cartabianca_app;
grant update (ended_at) on refresher to cartabianca_app;
grant update (content, state, revision, updated_at) on course to cartabianca_app;
grant update (state, answered_by, answered_at, answer) on level_request to cartabianca_app;
grant update (sent_at) on learning_record to cartabianca_app;
