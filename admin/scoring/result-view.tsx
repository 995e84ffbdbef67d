import CancelIcon from '@mui/icons-material/CancelOutlined';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactElement, ReactNode } from 'react';
import type { ResultPartsFragment, ScorePart, Verdict } from '../gql/graphql.js';
import { share, sum } from '../ui/decimal.js';
import { Flash } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

const ICONS: Record<Verdict, ReactElement> = {
  PENDING: <HourglassEmptyIcon />,
  PASS: <CheckCircleIcon />,
  FAIL: <CancelIcon />,
};
const COLOURS = { PENDING: 'default', PASS: 'success', FAIL: 'error' } as const;

export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const text = useText();
  return <Chip size="small" variant="outlined" color={COLOURS[verdict]} icon={ICONS[verdict]} label={text(`scoring.verdicts.${verdict}`)} />;
}

/** The three parts of the whole score; assignments consist of three of their own. */
const ASSIGNMENT_PARTS: readonly ScorePart[] = ['OBJECTIVE', 'SUBJECTIVE', 'EXCELLENT_ASSIGNMENT'];

/** The total, its parts as bars, and how each was computed. */
export function ResultView({ result }: { result: ResultPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const assignments = result.derivation.filter((line) => ASSIGNMENT_PARTS.includes(line.part));
  const lineOf = (part: ScorePart) => result.derivation.find((line) => line.part === part);
  const learning = lineOf('LEARNING_TIME');
  const interaction = lineOf('INTERACTION');
  return (
    <Box role="group" aria-label={text('scoring.result')}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <Typography component="span" sx={{ fontSize: '2rem', fontWeight: 600, lineHeight: 1 }}>
          <Flash value={result.total}>{formats.decimal(result.total)}</Flash>
        </Typography>
        <Typography component="span" variant="body2" color="textSecondary">
          {text('workbench.outOf', { maximum: 100 })}
        </Typography>
        <VerdictTag verdict={result.verdict} />
        <Typography component="span" variant="caption" color="textSecondary">
          {text('scoring.passMark')}
        </Typography>
      </Stack>
      <Stack component="ul" spacing={1.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {learning !== undefined && <Part label={text('scoring.parts.LEARNING_TIME')} lines={[learning]} />}
        {assignments.length > 0 && (
          <Part label={text('scoring.assignments')} lines={assignments} isSum>
            <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0, pl: 2, mt: 1 }}>
              {assignments.map((line) => (
                <Part key={line.part} label={text(`scoring.parts.${line.part}`)} lines={[line]} />
              ))}
            </Stack>
          </Part>
        )}
        {interaction !== undefined && <Part label={text('scoring.parts.INTERACTION')} lines={[interaction]} />}
      </Stack>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 1, mb: 0 }}>
        {text('scoring.rule', { version: result.ruleVersion, time: formats.time(result.computedAt) })}
      </Typography>
    </Box>
  );
}

interface PartProps {
  label: string;
  lines: readonly ResultPartsFragment['derivation'][number][];
  isSum?: boolean;
  children?: ReactNode;
}

function Part({ label, lines, isSum = false, children }: PartProps) {
  const text = useText();
  const formats = useFormats();
  const points = sum(lines.map((line) => line.points)) ?? '0';
  const outOf = sum(lines.map((line) => line.outOf)) ?? '0';
  return (
    <li>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <Typography component="span" variant="body2" sx={{ fontWeight: isSum ? 600 : 400 }}>
          {label}
        </Typography>
        <Typography component="span" variant="body2" sx={{ whiteSpace: 'nowrap' }}>
          {text('scoring.pointsOutOf', { points: formats.decimal(points), outOf: formats.points(outOf) })}
        </Typography>
      </Box>
      <LinearProgress
        variant="determinate"
        value={share(points, outOf) * 100}
        aria-label={label}
        sx={{ height: 8, borderRadius: 4, my: 0.25 }}
      />
      {!isSum &&
        lines.map((line) => (
          <Typography key={line.part} variant="caption" component="p" color="textSecondary" sx={{ m: 0 }}>
            {line.explanation}
          </Typography>
        ))}
      {children}
    </li>
  );
}
