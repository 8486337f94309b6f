-- The content jobs that have not ended, for whoever watches that each has its task.
CREATE INDEX content_item_jobs ON content_item (kind, item) WHERE stage = kind;
