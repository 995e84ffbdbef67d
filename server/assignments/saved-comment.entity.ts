// SavedComment (常用评语): what tutors write again and again; one's own, or shared with all tutors of a subject.
import { defineEntity, p } from '@mikro-orm/core';
import { subjects, type Subject } from '../kernel/subjects.js';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';

// Nobody in particular sees no shared one either.
const seen = `((owner_id = ${setting.person}) OR ((subject IS NOT NULL) AND (${setting.person} IS NOT NULL)))`;
const own = `owner_id = ${setting.person}`;

export const SavedComment = defineEntity({
  name: 'SavedComment',
  tableName: 'saved_comment',
  properties: {
    id: p.bigint('number').primary(),
    ownerId: p.bigint('number').index(),
    ownerName: p.text(),
    /** Shared with the tutors of this subject; null while it is its owner's alone. */
    subject: p.enum(Object.keys(subjects) as Subject[]).nullable(),
    text: p.text(),
    /** How it is read, for those who type letters. */
    textPinyin: p.text(),
    textInitials: p.text(),
    version: p.integer(),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['subject'] }],
  ...rowPolicies('saved_comment', { classes: seen, programmes: seen }, { classes: own, programmes: own }),
});

/** What a tutor makes of a comment: how often it was used, and under which of the nine keys it lies. */
export const SavedCommentUse = defineEntity({
  name: 'SavedCommentUse',
  tableName: 'saved_comment_use',
  properties: {
    comment: () => p.manyToOne(SavedComment).primary().mapToPk().deleteRule('cascade'),
    personId: p.bigint('number').primary(),
    uses: p.integer(),
    favouriteNumber: p.integer().nullable(),
  },
  uniques: [{ properties: ['personId', 'favouriteNumber'] }],
  checks: [{ name: 'saved_comment_use_favourite', expression: '(favourite_number >= 1) AND (favourite_number <= 9)' }],
  ...rowPolicies('saved_comment_use', { classes: `person_id = ${setting.person}`, programmes: `person_id = ${setting.person}` }),
});
