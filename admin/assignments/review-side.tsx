import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { AnnotationPartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { AnnotationList } from './annotation-list.js';
import { annotationInputs } from './annotation-form.js';
import { countedPoints, totalOf, type Assignment, type ReviewForm } from './review-form.js';

/** All that a review says. */
export interface ReviewSide {
  points?: string | null;
  criterionPoints: readonly { criterion: string; points: string; beforeDeductions: string }[];
  annotations: readonly AnnotationPartsFragment[];
  comment: string;
  isExcellent: boolean;
}

export function sideOf(form: ReviewForm, assignment: Assignment): ReviewSide {
  const { comment, isExcellent } = form;
  return { points: totalOf(form, assignment), criterionPoints: countedPoints(form, assignment), annotations: annotationInputs(form.annotations, assignment), comment, isExcellent };
}

/** One of two versions; what differs from the other one is marked by weight and a sign, not by colour alone. */
export function Side({ title, assignment, side, other }: { title: string; assignment: Assignment; side: ReviewSide; other: ReviewSide | null }) {
  const formats = useFormats();
  const text = useText();
  const pointsIn = (of: ReviewSide | null, key: string): string => formats.points(of?.criterionPoints.find((one) => one.criterion === key)?.points);
  const saysOf = (of: ReviewSide): string => JSON.stringify(of.annotations.map(({ start, end, comment, criterion, deduction }) => [start, end, comment, criterion ?? null, deduction ?? null]));
  const isOther = (differs: (than: ReviewSide) => boolean): boolean => other !== null && differs(other);
  return (
    <Box component="section" aria-label={title} sx={{ flex: '1 1 260px', minWidth: 0, border: 1, borderColor: 'divider', borderRadius: 1, p: 2 }}>
      <Typography variant="h3">{title}</Typography>
      <Typography sx={{ fontSize: '1.5rem', fontWeight: 600 }}>
        {formats.points(side.points)}{' '}
        <Typography component="span" variant="body2" color="textSecondary">
          {text('workbench.outOf', { maximum: formats.points(assignment.maximumPoints) })}
        </Typography>
      </Typography>
      {assignment.rubric.criteria.map(({ key, name }) => (
        <Line key={key} name={name} differs={isOther((than) => pointsIn(side, key) !== pointsIn(than, key))}>
          {pointsIn(side, key)}
        </Line>
      ))}
      <Line name={text('workbench.excellent')} differs={isOther((than) => than.isExcellent !== side.isExcellent)}>
        {text(side.isExcellent ? 'workbench.yes' : 'workbench.no')}
      </Line>
      <Title differs={isOther((than) => than.comment !== side.comment)}>{text('assignments.comment')}</Title>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }}>
        {side.comment === '' ? '—' : side.comment}
      </Typography>
      <Title differs={isOther((than) => saysOf(than) !== saysOf(side))}>{text('annotation.count', { count: side.annotations.length })}</Title>
      <AnnotationList annotations={side.annotations} criteria={assignment.rubric.criteria} />
    </Box>
  );
}

function Line({ name, differs, children }: { name: string; differs: boolean; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, fontWeight: differs ? 600 : 400, fontSize: '0.875rem' }}>
      <span>
        {differs && '≠ '}
        {name}
      </span>
      <span>{children}</span>
    </Box>
  );
}

function Title({ differs, children }: { differs: boolean; children: string }) {
  return (
    <Typography variant="caption" component="h4" color="textSecondary" sx={{ mt: 1, mb: 0, fontWeight: differs ? 600 : 400 }}>
      {differs && '≠ '}
      {children}
    </Typography>
  );
}
