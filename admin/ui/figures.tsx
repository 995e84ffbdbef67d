import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, type ReactNode } from 'react';
import { useFormats } from './format.js';

interface RateProps {
  percent: string | null | undefined;
  numerator: number;
  denominator: number;
  /** The unit stands in a table's header; elsewhere the percent sign is shown. */
  isUnitShown?: boolean;
}

/** A rate always tells its numerator and denominator on hover and focus. */
export function Rate({ percent, numerator, denominator, isUnitShown = false }: RateProps) {
  const formats = useFormats();
  const fraction = `${formats.integer(numerator)} / ${formats.integer(denominator)}`;
  return (
    <Tooltip title={fraction}>
      <span>
        <Flash value={percent ?? ''}>{isUnitShown ? formats.percent(percent) : formats.decimal(percent)}</Flash>
      </span>
    </Tooltip>
  );
}

/** A number that changed while on screen glows for a moment; nothing happens when it first appears. */
export function Flash({ value, children }: { value: string | number; children: ReactNode }) {
  const element = useRef<HTMLSpanElement>(null);
  const former = useRef(value);
  useEffect(() => {
    if (former.current === value) return;
    former.current = value;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    element.current?.animate([{ backgroundColor: 'rgba(240, 189, 107, 0.65)' }, { backgroundColor: 'transparent' }], {
      duration: 1600,
      easing: 'ease-out',
    });
  }, [value]);
  return (
    <Box component="span" ref={element} sx={{ borderRadius: 0.5, px: 0.5, mx: -0.5 }}>
      {children}
    </Box>
  );
}

interface FigureProps {
  label: string;
  children: ReactNode;
  note?: ReactNode;
}

export function Figure({ label, children, note }: FigureProps) {
  return (
    <Card component="dl" sx={{ m: 0, px: 2, py: 1, minWidth: 0 }}>
      <Typography component="dt" variant="caption" color="textSecondary">
        {label}
      </Typography>
      <Typography component="dd" sx={{ m: 0, fontSize: '1.25rem', fontWeight: 600, lineHeight: 1.3 }}>
        {children}
      </Typography>
      {note !== undefined && (
        <Typography component="dd" variant="caption" color="textSecondary" sx={{ m: 0 }}>
          {note}
        </Typography>
      )}
    </Card>
  );
}

export function Figures({ children, label }: { children: ReactNode; label: string }) {
  return (
    <Box
      component="section"
      aria-label={label}
      sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(auto-fit, minmax(140px, 1fr))' }, mb: 2 }}
    >
      {children}
    </Box>
  );
}
