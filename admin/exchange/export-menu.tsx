import DownloadIcon from '@mui/icons-material/Download';
import Button from '@mui/material/Button';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { useNotify } from 'react-admin';
import { useViewer } from '../access/viewer.js';
import { download, request } from '../data/request.js';
import { ExportNeedDocument } from '../gql/graphql.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { RequestExportDialog, type WantedExport } from './request-export-dialog.js';

const FORMATS = ['xlsx', 'csv'] as const;
type Format = (typeof FORMATS)[number];

/** Every list that is a file, too. */
export type ExportList =
  | 'people' | 'corrections' | 'enrolments' | 'results' | 'indicators' | 'classes' | 'offices' | 'officechanges' | 'contacts' | 'appointments' | 'vacantoffices'
  | 'recommendations' | 'rosters' | 'rosterrows' | 'queue' | 'rubrics' | 'rubricchanges' | 'platforms' | 'exportrequests' | 'audit' | 'workload' | 'quotas'
  | 'choices' | 'participation' | 'quotamovements' | 'idlequotas' | 'assignments' | 'savedcomments' | 'gradingsheets' | 'gradingsheetrows' | 'allocated' | 'appeals' | 'secondmarkings' | 'courses' | 'resources' | 'trainingbodies' | 'exceptions' | 'officewindows' | 'nominations' | 'nominationcandidates' | 'backtest';

interface ExportMenuProps {
  list: ExportList;
  label: string;
  filter: Readonly<Record<string, string | boolean | null>>;
  isSmall?: boolean;
}

/** A list as a file, with the filter that is on the screen: a workbook first, CSV for programs. Where it holds too many persons, another administrator is asked. */
export function ExportMenu({ list, label, filter, isSmall = false }: ExportMenuProps) {
  const text = useText();
  const notify = useNotify();
  const failureText = useFailureText();
  const mayAsk = useViewer()?.viewerCanRequestExports === true;
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [wanted, setWanted] = useState<WantedExport | null>(null);
  const close = (): void => {
    setAnchor(null);
  };
  const parameters = Object.entries(filter).flatMap(([name, value]) => (value === null || value === '' ? [] : [{ name, value: String(value) }]));
  const address = (format: Format): string => `/exports/${list}?${new URLSearchParams([...parameters.map(({ name, value }) => [name, value] as [string, string]), ['format', format]]).toString()}`;
  const ask = async (format: Format): Promise<void> => {
    close();
    setAsking(true);
    try {
      if (!mayAsk) {
        await download(address(format));
        return;
      }
      const { exportNeed } = await request(ExportNeedDocument, { list, parameters });
      if (exportNeed.needsApproval) setWanted({ list, parameters, format: format === 'csv' ? 'CSV' : 'XLSX', rowCount: exportNeed.rowCount, limit: exportNeed.limit });
      else window.location.assign(address(format));
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    } finally {
      setAsking(false);
    }
  };
  return (
    <>
      <Button
        variant={isSmall ? 'text' : 'outlined'}
        sx={{ whiteSpace: 'nowrap', flexShrink: 0 }}
        {...(isSmall ? { size: 'small' as const } : {})}
        startIcon={<DownloadIcon />}
        loading={isAsking}
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
          <MenuItem
            key={format}
            component="a"
            href={address(format)}
            onClick={(event) => {
              event.preventDefault();
              void ask(format);
            }}
          >
            <ListItemText primary={text(`ui.exportAs.${format}`)} secondary={text(`ui.exportHint.${format}`)} />
          </MenuItem>
        ))}
      </Menu>
      {wanted !== null && (
        <RequestExportDialog
          wanted={wanted}
          onClose={() => {
            setWanted(null);
          }}
        />
      )}
    </>
  );
}
