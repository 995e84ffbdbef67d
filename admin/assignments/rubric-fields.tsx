import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import { useFormats } from '../ui/format.js';
import { KeyHint } from '../ui/key-hint.js';
import { useText } from '../ui/text.js';
import { lessDeduction } from './annotation-form.js';
import { levelIndex, type Criterion } from './review-form.js';

interface RubricFieldsProps {
  criteria: readonly Criterion[];
  points: Readonly<Record<string, string>>;
  /** What annotations take from a criterion, by its key. */
  deducted: (key: string) => string | null;
  focused: number;
  isDisabled: boolean;
  areKeysShown: boolean;
  faulty: readonly Criterion[];
  onFocus: (index: number) => void;
  onChange: (key: string, points: string) => void;
  onLevel: (criterion: number, level: number) => void;
}

export function RubricFields({ criteria, ...rest }: RubricFieldsProps) {
  return (
    <Stack spacing={0.5}>
      {criteria.map((criterion, index) => (
        <CriterionField key={criterion.key} criterion={criterion} index={index} {...rest} />
      ))}
    </Stack>
  );
}

interface CriterionFieldProps extends Omit<RubricFieldsProps, 'criteria'> {
  criterion: Criterion;
  index: number;
}

function CriterionField({ criterion, index, points, deducted: deductedFrom, focused, faulty, isDisabled, areKeysShown, onFocus, onChange, onLevel }: CriterionFieldProps) {
  const text = useText();
  const formats = useFormats();
  const isFocused = focused === index;
  const value = points[criterion.key] ?? '';
  const chosen = levelIndex(criterion, value);
  const isFaulty = faulty.includes(criterion);
  const maximum = formats.points(criterion.maximumPoints);
  const deducted = deductedFrom(criterion.key);
  const element = useRef<HTMLDivElement>(null);

  const wasFocused = useRef(isFocused);

  useEffect(() => {
    // Only when the focus moves here: opening a submission begins with reading it.
    if (isFocused && !wasFocused.current) element.current?.scrollIntoView({ block: 'nearest' });
    wasFocused.current = isFocused;
  }, [isFocused]);

  return (
    <Box
      ref={element}
      role="group"
      aria-label={criterion.name}
      aria-current={isFocused ? 'true' : undefined}
      onFocusCapture={() => {
        onFocus(index);
      }}
      sx={{
        p: 1,
        borderRadius: 1,
        borderLeft: 3,
        borderColor: isFocused && !isDisabled ? 'primary.main' : 'transparent',
        bgcolor: isFocused && !isDisabled ? 'action.hover' : 'transparent',
      }}
    >
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', mb: 0.5 }}>
        <Tooltip title={criterion.description} placement="left" describeChild>
          <Typography variant="body2" sx={{ fontWeight: 600, flex: 1, minWidth: 0 }}>
            {criterion.name}
          </Typography>
        </Tooltip>
        <TextField
          value={value}
          disabled={isDisabled}
          error={isFaulty}
          onChange={(event) => {
            onChange(criterion.key, event.target.value);
          }}
          slotProps={{
            htmlInput: {
              'aria-label': text('workbench.pointsOf', { criterion: criterion.name }),
              inputMode: 'decimal',
              style: { textAlign: 'right', padding: '3px 6px', width: 44 },
            },
          }}
        />
        <Typography variant="caption" color="textSecondary" sx={{ minWidth: 34 }}>
          / {maximum}
        </Typography>
      </Stack>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        {criterion.levels.map((level, levelNumber) => (
          <Tooltip key={level.name} title={level.description} describeChild>
            <ButtonBase
              disabled={isDisabled}
              aria-pressed={chosen === levelNumber}
              aria-keyshortcuts={isFocused ? String(levelNumber + 1) : undefined}
              onClick={() => {
                onLevel(index, levelNumber);
              }}
              sx={{
                flex: '1 1 64px',
                minHeight: { xs: 44, md: 32 },
                px: 0.5,
                whiteSpace: 'nowrap',
                border: 1,
                borderRadius: 1,
                fontSize: '0.8125rem',
                fontFamily: 'inherit',
                borderColor: chosen === levelNumber ? 'primary.main' : 'divider',
                bgcolor: chosen === levelNumber ? 'primary.main' : 'background.paper',
                color: chosen === levelNumber ? 'primary.contrastText' : 'text.primary',
                '&.Mui-focusVisible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 1 },
                '&.Mui-disabled': { opacity: 0.75 },
              }}
            >
              {level.name} {formats.points(level.points)}
              <KeyHint keys={String(levelNumber + 1)} isShown={areKeysShown && isFocused} />
            </ButtonBase>
          </Tooltip>
        ))}
      </Box>
      {deducted !== null && (
        <Typography variant="caption" color="error" component="p" sx={{ m: 0, textAlign: 'right' }}>
          {chosen === -1 ? text('annotation.deducted', { points: formats.points(deducted) }) : text('annotation.after', { deducted: formats.points(deducted), points: formats.points(lessDeduction(value, deducted)) })}
        </Typography>
      )}
      {isFaulty && (
        <Typography variant="caption" color="error" role="alert">
          {text(value.trim() === '' ? 'workbench.pointsMissing' : 'workbench.outOfRange', { maximum })}
        </Typography>
      )}
    </Box>
  );
}
