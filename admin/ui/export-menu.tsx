import DownloadIcon from '@mui/icons-material/Download';
import Button from '@mui/material/Button';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { useText } from './text.js';

const FORMATS = ['xlsx', 'csv'] as const;

/** A list as a file, with the filter that is on the screen: a workbook first, CSV for programs. */
export function ExportMenu({ list, label, filter }: { list: 'people' | 'enrolments' | 'audit' | 'results' | 'workload'; label: string; filter: Readonly<Record<string, string | boolean | null>> }) {
  const text = useText();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (): void => {
    setAnchor(null);
  };
  const address = (format: string): string => {
    const given = Object.entries(filter).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, String(value)]]));
    return `/exports/${list}?${new URLSearchParams([...given, ['format', format]] as [string, string][]).toString()}`;
  };
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<DownloadIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor === null ? undefined : id}
        onClick={(event) => {
          setAnchor(event.currentTarget);
        }}
      >
        {label}
      </Button>
      <Menu id={id} anchorEl={anchor} open={anchor !== null} onClose={close} slotProps={{ root: { role: 'region', 'aria-label': label } }}>
        {FORMATS.map((format) => (
          <MenuItem key={format} component="a" href={address(format)} onClick={close}>
            <ListItemText primary={text(`ui.exportAs.${format}`)} secondary={text(`ui.exportHint.${format}`)} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
