import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useChange } from '../data/queries.js';
import { AnchorPapersDocument, CalibrateDocument, type AnchorPartsFragment } from '../gql/graphql.js';
import { isWithin } from '../ui/decimal.js';
import { useFormats } from '../ui/format.js';
import { Refusals } from '../ui/refusals.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';

/** One anchor paper: read, marked for practice if one likes, and compared with what was agreed. */
export function AnchorView({ anchor }: { anchor: AnchorPartsFragment }) {
  const text = useText();
  const [stage, setStage] = useState<'closed' | 'trying' | 'open'>('closed');
  return (
    <Stack spacing={2}>
      {/* A passage of another's work: it scrolls by itself, so that points stay in sight. */}
      <Box tabIndex={0} role="region" aria-label={text('moderation.essayOf', { title: anchor.title })} lang="zh-CN" sx={{ maxHeight: 320, overflowY: 'auto', border: 1, borderColor: 'divider', borderRadius: 1, p: 2, whiteSpace: 'pre-line', lineHeight: 1.8 }}>
        {anchor.text}
      </Box>
      {stage === 'closed' && (
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          <Button
            variant="outlined"
            onClick={() => {
              setStage('trying');
            }}
          >
            {text('moderation.tryMarking')}
          </Button>
          <Button
            onClick={() => {
              setStage('open');
            }}
          >
            {text('moderation.showAgreed')}
          </Button>
        </Stack>
      )}
      {stage === 'trying' && (
        <CalibrationForm
          anchor={anchor}
          onDone={() => {
            setStage('open');
          }}
        />
      )}
      {stage === 'open' && <AgreedPoints anchor={anchor} />}
    </Stack>
  );
}

function CalibrationForm({ anchor, onDone }: { anchor: AnchorPartsFragment; onDone: () => void }) {
  const text = useText();
  const formats = useFormats();
  const [points, setPoints] = useState<Record<string, string>>({});
  const [isChecked, setChecked] = useState(false);
  const calibrate = useChange(CalibrateDocument, [AnchorPapersDocument]);
  const { criteria } = anchor.assignment.rubric;
  const isRight = (key: string, maximum: string): boolean => isWithin(points[key] ?? '', maximum);
  const send = (): void => {
    setChecked(true);
    if (!criteria.every(({ key, maximumPoints }) => isRight(key, maximumPoints))) return;
    calibrate.mutate(
      { input: { anchorId: anchor.id, criterionPoints: criteria.map(({ key }) => ({ criterion: key, points: points[key] ?? '' })) } },
      {
        onSuccess: ({ calibrate: { refusals } }) => {
          if (refusals.length === 0) onDone();
        },
      },
    );
  };
  return (
    <Stack
      component="form"
      noValidate
      spacing={2}
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        send();
      }}
    >
      {calibrate.error !== null && <Failure error={calibrate.error} onRetry={send} />}
      <Refusals refusals={calibrate.data?.calibrate.refusals ?? []} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr' }}>
        {criteria.map(({ key, name, maximumPoints }) => {
          const isWrong = isChecked && !isRight(key, maximumPoints);
          return (
            <TextField
              key={key}
              label={name}
              value={points[key] ?? ''}
              error={isWrong}
              helperText={isWrong ? text('moderation.pointsMissing', { maximum: formats.points(maximumPoints) }) : text('workbench.outOf', { maximum: formats.points(maximumPoints) })}
              onChange={(event) => {
                setPoints({ ...points, [key]: event.target.value.trim() });
              }}
              slotProps={{ htmlInput: { inputMode: 'decimal' } }}
            />
          );
        })}
      </Box>
      <Box>
        <Button type="submit" variant="contained" loading={calibrate.isPending}>
          {text('moderation.calibrate')}
        </Button>
      </Box>
    </Stack>
  );
}

function AgreedPoints({ anchor }: { anchor: AnchorPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const own = anchor.ownCalibration ?? null;
  const differenceText = (difference: string): string =>
    /^0(\.0)?$/.test(difference) ? text('moderation.same') : difference.startsWith('-') ? text('moderation.lower', { points: formats.points(difference.slice(1)) }) : text('moderation.higher', { points: formats.points(difference) });
  return (
    <Stack spacing={1}>
      {own !== null && <Alert severity="info">{text('moderation.calibrated', { points: formats.points(own.points), difference: differenceText(own.difference) })}</Alert>}
      <Typography variant="h3" component="p">
        {text('moderation.agreedPoints', { points: formats.points(anchor.points) })}
      </Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1 }}>
        {anchor.criterionPoints.map(({ criterion, points, comment }) => {
          const ownPoints = own?.criterionPoints.find((one) => one.criterion === criterion)?.points;
          return (
            <div key={criterion}>
              <Typography component="dt" variant="body2" sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, fontWeight: 600 }}>
                <span>{anchor.assignment.rubric.criteria.find(({ key }) => key === criterion)?.name ?? criterion}</span>
                <span>
                  {formats.points(points)}
                  {ownPoints !== undefined && ` · ${text('moderation.ownPoints', { points: formats.points(ownPoints) })}`}
                </span>
              </Typography>
              {comment !== '' && (
                <Typography component="dd" variant="body2" color="textSecondary" sx={{ m: 0 }}>
                  {comment}
                </Typography>
              )}
            </div>
          );
        })}
      </Box>
      {anchor.comment !== '' && (
        <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }}>
          {anchor.comment}
        </Typography>
      )}
      <Typography variant="caption" color="textSecondary">
        {text('moderation.markedBy', { name: anchor.markedByName, time: formats.time(anchor.markedAt) })}
      </Typography>
    </Stack>
  );
}
