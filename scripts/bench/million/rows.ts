/**
 * The rows of a large desk, as statements of one session. `bench_pieces`, `bench_subjects`, `bench_accounts`,
 * `bench_assessments` and `bench_staff` are filled before; $TICKETS is how many cases, $SPAN over how many seconds.
 * `table` is what a statement fills: the words come first, their index takes longest.
 * Mails are few words each of two pieces, so that there are more different mails than the database holds.
 */
export const statements: readonly { does: string; sql: string; table?: string }[] = [
  {
    does: 'Cases are drawn',
    // One row a case: what depends on chance is drawn once. `age` is 0 for the newest and 1 for the oldest.
    sql: `
    create temp table bench_cases as
    select id, opened_at, age, language, category, claimed_account, account_number, sender_address, assessment,
      case
        when category <> 'recovery' then case when fate < .7 then 'closed' when fate < .9 then 'set_aside' else 'new' end
        when age < .03 then case when fate < .62 then 'new' when fate < .78 then 'open' when fate < .9 then 'waiting'
          when fate < .96 then 'link_sent' when fate < .98 then 'held' else 'proposed' end
        when fate < .66 then 'done' when fate < .84 then 'denied' when fate < .9 then 'closed' when fate < .96 then 'set_aside'
        when fate < .985 then 'waiting' when fate < .99 then 'frozen' when fate < .995 then 'link_sent' else 'new'
      end as state,
      (array['strong','strong','strong','medium','unauth','fail','near','former','other','other','other','other'])[1 + floor(random() * 12)::int] as level,
      1 + floor(random() * (select count(*) from bench_subjects where bench_subjects.language = drawn.language))::int as subject_at,
      random() as taken
    from (
      select 20000 + n as id, now() - ($SPAN * ((($TICKETS - n) + random())::float8 / $TICKETS)) * interval '1 second' as opened_at,
        ($TICKETS - n)::float8 / $TICKETS as age,
        case when random() < .6 then 'en' else 'zh' end as language,
        case when random() < .9 then 'recovery' when random() < .5 then 'question' when random() < .6 then 'other' else 'abuse' end as category,
        random() as fate, account.number as account_number,
        coalesce(account.number, case when random() < .7 then (10000000 + floor(random() * 900000000))::bigint::text end) as claimed_account,
        coalesce(account.address, 'writer' || floor($TICKETS * random() * random())::bigint || '@' ||
          (array['example.com','example.net','example.org','post.example','mail.example'])[1 + floor(random() * 5)::int]) as sender_address,
        1 + floor(random() * (select count(*) from bench_assessments))::int as assessment
      from (
        select n, case when random() < .7 then 1 + floor((select count(*) from bench_accounts) * random() ^ 2)::int end as account_at,
          random() < .4 as from_registered
        from generate_series(1, $TICKETS) as n
      ) as numbered
      left join lateral (
        select number, case when from_registered then address end as address from bench_accounts where at = account_at
      ) as account on true
    ) as drawn`,
  },
  {
    does: 'Mails are drawn',
    sql: `
    create temp table bench_mails as
    select row_number() over (order by c.id, nth) as id, c.id as ticket_id, nth, c.language, c.category, c.level, c.sender_address, c.claimed_account,
      c.subject_at, least(c.opened_at + (nth - 1) * interval '2 days' * random(), now()) as arrived_at,
      case c.language when 'en' then 1 + floor(random() * 6000)::int else 6001 + floor(random() * 4000)::int end as one,
      case c.language when 'en' then 1 + floor(random() * 6000)::int else 6001 + floor(random() * 4000)::int end as other,
      case when c.language = 'en' then 'My number is ' else '我的号码是 ' end as opening,
      'q' || substr(md5(floor($TICKETS ^ random())::bigint::text), 1, 7) as rare,
      nth = 1 and c.id % greatest($TICKETS / 24, 1) = 7 as has_needle,
      random() < .08 as has_file
    from bench_cases as c
    cross join lateral generate_series(1, case when c.taken < .04 then 3 when c.taken < .2 then 2 else 1 end) as nth`,
  },
  {
    does: 'Words are written',
    table: 'message_words',
    sql: `
    insert into message_words (message_id, arrived_at, terms)
    select m.id, m.arrived_at,
      s.terms || one.terms || other.terms || case m.language when 'en' then array_to_tsvector(array['my','number','is']) else array_to_tsvector(array['我','我的','的','的号','号','号码','码','码是','是']) end
      || array_to_tsvector(array_remove(array[m.rare, m.claimed_account, lower(m.sender_address), split_part(m.sender_address, '@', 2), split_part(m.sender_address, '@', 1),
        split_part(split_part(m.sender_address, '@', 2), '.', 1), split_part(m.sender_address, '.', 2),
        'from:' || m.sender_address, 'from:' || split_part(m.sender_address, '@', 2), case when m.has_file then 'has:attachment' end,
        't12:' || floor(extract(epoch from m.arrived_at) / 4096)::bigint, 't16:' || floor(extract(epoch from m.arrived_at) / 65536)::bigint,
        't20:' || floor(extract(epoch from m.arrived_at) / 1048576)::bigint, 't24:' || floor(extract(epoch from m.arrived_at) / 16777216)::bigint], null))
      || case when m.has_needle then array_to_tsvector(array['$RARE_EN', '$RARE_ZH', left('$RARE_ZH', 1), right('$RARE_ZH', 1)]) else array_to_tsvector('{}'::text[]) end
    from bench_mails as m
    join bench_subjects as s on s.language = m.language and s.at = m.subject_at
    join bench_pieces as one on one.at = m.one join bench_pieces as other on other.at = m.other
    order by m.id`,
  },
  {
    does: 'Cases are written',
    table: 'tickets',
    sql: `
    insert into tickets (id, category, state, account_number, claimed_account, subject, language, sender_address, sender_level,
      route, recommendation, bits, assessment_id, assignee_id, opened_at, changed_at, tags)
    overriding system value
    select c.id, c.category, c.state, case when c.category = 'recovery' then c.account_number end, c.claimed_account, s.text, c.language,
      c.sender_address, c.level, case when c.category = 'recovery' then a.route else 'none' end,
      case when c.category = 'recovery' then a.recommendation end, case when c.category = 'recovery' then a.bits end,
      case when c.category = 'recovery' then c.id end,
      case when c.state = 'new' or c.state = 'set_aside' then null else (select id from bench_staff where at = 1 + floor(c.taken * 12)::int) end,
      c.opened_at, c.opened_at + interval '3 hours', case when c.taken < .01 then array['vip'] when c.taken < .06 then array['phone'] else '{}' end
    from bench_cases as c
    join bench_subjects as s on s.language = c.language and s.at = c.subject_at
    join bench_assessments as a on a.at = c.assessment
    order by c.id`,
  },
  {
    does: 'Assessments are written',
    table: 'assessments',
    sql: `
    insert into assessments (id, ticket_id, account_number, policy_version, inputs_hash, subject, result, bits, made_at)
    overriding system value
    select c.id, c.id, c.account_number, a.policy_version, decode(md5(c.id::text) || md5(c.id::text), 'hex'), a.subject, a.result, a.bits, c.opened_at
    from bench_cases as c join bench_assessments as a on a.at = c.assessment
    where c.category = 'recovery' order by c.id`,
  },
  {
    does: 'Bytes are written',
    table: 'raw_contents',
    sql: `
    insert into raw_contents (sha256, size, bytes)
    select sha256(bytes), length(bytes), bytes from (
      select convert_to('From: ' || sender_address || E'\\r\\nSubject: case ' || ticket_id || E'\\r\\n\\r\\nMail ' || id || E'\\r\\n', 'UTF8') as bytes
      from bench_mails
    ) as made`,
  },
  {
    does: 'Received mails are written',
    table: 'raw_mails',
    sql: `
    insert into raw_mails (id, sha256, arrived_at, kept_at, state, kind, trace)
    overriding system value
    select id, sha256(convert_to('From: ' || sender_address || E'\\r\\nSubject: case ' || ticket_id || E'\\r\\n\\r\\nMail ' || id || E'\\r\\n', 'UTF8')),
      arrived_at, arrived_at, 'done', category,
      '[{"step":"parse","outcome":"text","ms":3},{"step":"sender","outcome":"settled","ms":9},{"step":"filters","outcome":"none","ms":0},{"step":"claims","outcome":"2","ms":2},{"step":"place","outcome":"opened","ms":0}]'::jsonb
    from bench_mails order by id`,
  },
  {
    does: 'Mails are written',
    table: 'messages',
    sql: `
    insert into messages (id, ticket_id, raw_mail_id, kind, message_id, sender_address, sender_name, level, level_reasons, verdict, subject, text, reply, language, arrived_at)
    overriding system value
    select m.id, m.ticket_id, m.id, m.category, '<' || m.id || '@post.example>', m.sender_address, '', m.level, array['the registered address, signed by its own domain'],
      verdict.of, s.text,
      m.opening || coalesce(m.claimed_account, '-') || E'.\\n' || one.text || E'\\n' || m.rare || case when m.has_needle then ' $RARE_EN $RARE_ZH' else '' end || E'\\n' || other.text,
      '[{"start":0,"end":100000}]'::jsonb, m.language, m.arrived_at
    from bench_mails as m
    join bench_subjects as s on s.language = m.language and s.at = m.subject_at
    join bench_pieces as one on one.at = m.one join bench_pieces as other on other.at = m.other
    cross join (select '{"address":"writer@example.com","displayName":"","mentioned":["writer@example.com"],"malformed":[],"dkim":[{"domain":"example.com","selector":"s1","result":"pass","aligned":true,"faults":[]}],"spf":{"result":"pass","domain":"example.com"},"dmarc":{"result":"pass","policy":"reject","by":"dkim"},"arc":{"result":"none","sealer":null},"replyElsewhere":false,"timedOut":false,"dns":[]}'::jsonb as of) as verdict
    order by m.id`,
  },
  {
    does: 'Attachments are written',
    table: 'attachments',
    sql: `
    insert into attachments (message_id, position, filename, content_type, size, sha256)
    select id, 0, 'scan.pdf', 'application/pdf', 48213, sha256(id::text::bytea) from bench_mails where has_file`,
  },
  {
    does: 'Claims are written',
    table: 'claims',
    sql: `
    insert into claims (ticket_id, message_id, kind, value, raw, source, start, "end")
    select ticket_id, id, 'account_identifier', claimed_account, claimed_account, 'text', length(opening), length(opening) + length(claimed_account)
    from bench_mails where claimed_account is not null order by id`,
  },
  {
    does: 'Letters are written',
    table: 'letters',
    sql: `
    insert into letters (ticket_id, kind, language, recipient, automatic, day, message_id, state, not_before, created_at, sent_at)
    select id, 'ask', language, sender_address, false, (opened_at at time zone 'UTC')::date, '<ask-' || id || '@latchkey.example>', 'sent', opened_at, opened_at, opened_at + interval '1 minute'
    from bench_cases where taken > .5 and category = 'recovery' order by id`,
  },
]
