import FactCheckIcon from '@mui/icons-material/FactCheckOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useViewer } from '../access/viewer.js';
import { useConnection, useLoad } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { PeriodReviewDocument, ReviewListDocument, type EnrolmentReviewState, type PeriodReviewQuery } from '../gql/graphql.js';
import { OfficeChoice } from '../offices/office-choice.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { Figure, Flash } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { PeriodTiles, useChoosingPeriods } from './choosing-periods.js';
import { ReviewBar, type ReviewOutcomes, type ReviewRow } from './review-bar.js';
import { ReasonAndAnswer } from './review-record.js';
import { ReviewTag } from './review-tag.js';

type Review = NonNullable<PeriodReviewQuery['enrolmentReview']>;

const STATES: readonly EnrolmentReviewState[] = ['WAITING', 'SENT_BACK', 'PASSED', 'NOT_DRAWN'];
/** In the address: everything, as against nothing said. */
const ANY = 'ANY';

/** Who was entered by the schools of a period, and how the review of it stands; the office that the rules name decides here. */
export function ReviewsPage() {
  const text = useText();
  const viewer = useViewer();
  const [params, change] = useAddress();
  const { query, periods, period, onPeriod, programmeChoice } = useChoosingPeriods();
  const officeId = params.get('office');
  const state = params.get('review') === ANY ? null : (STATES.find((one) => one === params.get('review')) ?? 'WAITING');
  const search = params.get('q') ?? '';
  const review = useLoad(PeriodReviewDocument, { periodId: period?.id ?? '', officeId }, { enabled: period !== null, topic: 'indicators' });
  return (
    <Page title={text('reviews.title')} actions={<>{programmeChoice}{period !== null && <ExportMenu list="enrolments" label={text('ui.export')} filter={{ officeId, periodId: period.id, search, state: 'STANDING', review: state }} />}</>}>
      <Loaded query={query}>
        {() =>
          period === null ? (
            <EmptyState icon={<FactCheckIcon />} title={text('choosing.none')} next={text('choosing.noneNext')} />
          ) : (
            <Stack spacing={2}>
              <PeriodTiles periods={periods} value={period.id} onChange={onPeriod} />
              <Loaded query={review}>
                {({ enrolmentReview }) =>
                  enrolmentReview === null || enrolmentReview === undefined ? (
                    <EmptyState icon={<FactCheckIcon />} title={text('reviews.notReviewed')} next={text('reviews.notReviewedNext')} />
                  ) : (
                    <Stack spacing={2}>
                      <ReviewRules review={enrolmentReview} />
                      <ReviewFigures review={enrolmentReview} />
                      <Stack direction="row" useFlexGap spacing={1.5} role="search" sx={{ flexWrap: 'wrap' }}>
                        <SearchField label={text('enrolment.search')} value={search} onSearch={(value) => { change({ q: value }); }} />
                        {viewer?.office?.level !== 'SCHOOL' && <OfficeChoice label={text('offices.field')} value={officeId} onChange={(id) => { change({ office: id }); }} />}
                        <TextField select label={text('reviews.state')} value={state ?? ANY} sx={{ width: { xs: '100%', sm: 'auto' }, minWidth: 140 }} onChange={(event) => { change({ review: event.target.value }); }}>
                          {STATES.map((one) => (
                            <MenuItem key={one} value={one}>
                              {text(`reviews.states.${one}`)}
                            </MenuItem>
                          ))}
                          <MenuItem value={ANY}>{text('reviews.anyState')}</MenuItem>
                        </TextField>
                      </Stack>
                      <ReviewList key={`${period.id} ${officeId ?? ''} ${state ?? ANY} ${search}`} filter={{ officeId, periodId: period.id, search: search === '' ? null : search, review: state }} canReview={enrolmentReview.viewerCanReview && enrolmentReview.isOpen && state === 'WAITING'} />
                    </Stack>
                  )
                }
              </Loaded>
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

function ReviewRules({ review: { by, samplePercent, sampleAtLeast, opensOn, closesOn, isOpen, isOver } }: { review: Review }) {
  const text = useText();
  const formats = useFormats();
  const what = samplePercent === null || samplePercent === undefined ? text('reviews.all') : text('reviews.sample', { percent: samplePercent, least: formats.integer(sampleAtLeast) });
  const when = isOver ? text('reviews.over', { date: formats.date(closesOn) }) : !isOpen ? text('reviews.before', { date: formats.date(opensOn) }) : closesOn === null || closesOn === undefined ? text('reviews.noEnd') : text('reviews.until', { date: formats.date(closesOn) });
  return <Alert severity="info">{text('reviews.rules', { by: text(`reviews.by.${by}`), what, when })}</Alert>;
}

function ReviewFigures({ review: { waiting, passed, sentBack, notDrawn } }: { review: Review }) {
  const text = useText();
  const formats = useFormats();
  const figures = { WAITING: waiting, SENT_BACK: sentBack, PASSED: passed, NOT_DRAWN: notDrawn };
  return (
    <Box role="group" aria-label={text('reviews.figures')} sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, minmax(0, 1fr))' } }}>
      {STATES.map((state) => (
        <Figure key={state} label={text(`reviews.states.${state}`)}>
          <Flash value={figures[state]}>{formats.integer(figures[state])}</Flash>
        </Figure>
      ))}
    </Box>
  );
}

function ReviewList({ filter, canReview }: { filter: { officeId: string | null; periodId: string; search: string | null; review: EnrolmentReviewState | null }; canReview: boolean }) {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [notDone, setNotDone] = useState<readonly { id: string; words: string }[]>([]);
  const enrolments = useConnection(ReviewListDocument, { ...filter, first: 50 }, (result) => result.enrolments, { topic: 'indicators', keepPrevious: true });
  const rows = enrolments.nodes.filter(({ id }) => selected.has(id));
  const onDone = (decided: readonly ReviewRow[], outcomes: ReviewOutcomes): void => {
    setSelected(new Set());
    setNotDone(outcomes.flatMap(({ enrolmentId, refusals: [first] }) => (first === undefined ? [] : [{ id: enrolmentId, words: text('reviews.notDoneOne', { name: decided.find(({ id }) => id === enrolmentId)?.learner.name ?? '', reason: first.message }) }])));
  };
  return (
    <Box>
      {notDone.length > 0 && (
        <Alert severity="warning" sx={{ mb: 2 }} onClose={() => { setNotDone([]); }}>
          {text('reviews.notDone')}
          {notDone.map(({ id, words }) => <div key={id}>{words}</div>)}
        </Alert>
      )}
      <ConnectionTable
        label={text('reviews.list')}
        connection={enrolments}
        rowKey={(row) => row.id}
        href={(row) => `/enrolments/${encodeURIComponent(row.id)}`}
        {...(canReview ? { selection: { selected, onChange: setSelected, label: (row: ReviewRow) => text('reviews.selectNamed', { name: row.learner.name }) } } : {})}
        columns={[
          { key: 'name', label: text('enrolment.name'), cell: (row) => row.learner.name },
          { key: 'trainingNumber', label: text('enrolment.trainingNumber'), cell: (row) => row.learner.trainingNumber },
          ...(viewer?.office?.level === 'SCHOOL' ? [] : [{ key: 'school', label: text('enrolment.school'), cell: (row: ReviewRow) => row.school.name }]),
          { key: 'class', label: text('enrolment.className'), cell: (row) => row.class.name },
          { key: 'chosenAt', label: text('reviews.chosenAt'), cell: (row) => formats.time(row.chosenAt) },
          { key: 'enrolledAt', label: text('reviews.enrolledAt'), cell: (row) => formats.time(row.enrolledAt) },
          { key: 'state', label: text('reviews.state'), cell: (row) => <ReviewCell row={row} /> },
        ]}
        empty={<EmptyState icon={<FactCheckIcon />} title={text('reviews.none')} next={text('reviews.noneNext')} />}
      />
      <ReviewBar rows={rows} onClear={() => { setSelected(new Set()); }} onDone={onDone} />
    </Box>
  );
}

function ReviewCell({ row: { reviewState, reviewReason, reviewAnswer } }: { row: ReviewRow }) {
  return (
    <>
      <ReviewTag state={reviewState} />
      <Typography component="div" variant="caption" color="textSecondary">
        <ReasonAndAnswer reason={reviewReason} answer={reviewAnswer} />
      </Typography>
    </>
  );
}
