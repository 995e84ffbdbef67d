import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Connection } from '../data/queries.js';
import { download, toCsv } from '../ui/csv.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import type { IndicatorColumn, IndicatorRow } from './indicator-columns.js';

interface ExportButtonProps {
  connection: Connection<IndicatorRow>;
  columns: readonly IndicatorColumn[];
  fileName: string;
}

/** The table with all its rows, also those not loaded yet. */
export function ExportButton({ connection, columns, fileName }: ExportButtonProps) {
  const text = useText();
  const notify = useNotify();
  const failureText = useFailureText();
  const [isBusy, setBusy] = useState(false);

  const exportAll = async (): Promise<void> => {
    setBusy(true);
    try {
      const rows = await connection.loadAll();
      const header = columns.map(({ label, unit }) => (unit === undefined ? label : `${label} (${unit})`));
      download(fileName, toCsv([header, ...rows.map((row) => columns.map((column) => column.plain(row)))]), 'text/csv;charset=utf-8');
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="outlined" startIcon={<DownloadIcon />} loading={isBusy} onClick={() => void exportAll()}>
      {text('ui.export')}
    </Button>
  );
}
