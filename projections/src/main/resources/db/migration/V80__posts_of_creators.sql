-- What a post is called is its creator's own affair: two manifests may both have an id "1". So a post is known by its project, its creator
-- and its id. Rows from before get their creators from the events they were made of; one whose creator can't be found has none, and counts
-- for every creator of its project, as it did.
ALTER TABLE content_post ADD COLUMN creator_id text NOT NULL DEFAULT '';
ALTER TABLE content_post DROP CONSTRAINT content_post_pkey;
ALTER TABLE content_post ADD PRIMARY KEY (project_id, post_id, creator_id);

INSERT INTO content_post (project_id, post_id, creator_id)
SELECT DISTINCT known.project_id, known.post_id, event.payload ->> 'creator_id'
FROM (SELECT payload FROM domain_event_json
      WHERE payload_type IN ('content.video.scraped', 'content.video.duplicate')) event
JOIN content_post known
  ON known.project_id = event.payload ->> 'project_id' AND known.post_id = event.payload #>> '{post,post_id}'
WHERE event.payload ->> 'creator_id' IS NOT NULL;

DELETE FROM content_post nobodys
WHERE nobodys.creator_id = ''
  AND EXISTS (SELECT FROM content_post known
              WHERE known.project_id = nobodys.project_id AND known.post_id = nobodys.post_id AND known.creator_id <> '');
