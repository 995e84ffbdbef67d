import DownloadIcon from '@mui/icons-material/Download';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useLocale } from 'react-admin';
import { Link, useSearchParams } from 'react-router-dom';
import { download } from '../data/request.js';
import { Page } from '../ui/page.js';
import { SectionCard } from '../ui/section-card.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { TABLES, UploadButton } from '../ui/upload-button.js';
import { SheetPreview, type SheetLine } from './sheet-preview.js';

interface Read { fileName: string; lines: readonly SheetLine[] }

/** Enrolling by a sheet: out with those who wait, back with those who are to be enrolled, looked at row by row, and then done. */
export function EnrolmentSheetPage() {
  const text = useText();
  const locale = useLocale();
  const failureText = useFailureText();
  const [params] = useSearchParams();
  const periodId = params.get('period');
  const [isFetching, setFetching] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [read, setRead] = useState<Read | null>(null);
  const back = periodId === null ? '/enrolling' : `/enrolling?${new URLSearchParams({ period: periodId }).toString()}`;

  const fetchSheet = async (): Promise<void> => {
    setFetching(true);
    setProblem(null);
    try {
      await download(`/enrolmentsheets/waiting${periodId === null ? '' : `?${new URLSearchParams({ periodId }).toString()}`}`);
    } catch (error) {
      setProblem(failureText(error));
    } finally {
      setFetching(false);
    }
  };

  const send = async (file: File): Promise<void> => {
    setSending(true);
    setProblem(null);
    try {
      const response = await fetch('/enrolmentsheets', { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream', 'accept-language': locale }, body: file });
      const answer = (await response.json()) as { lines?: readonly SheetLine[] | null; failure?: string | null };
      if (answer.lines) setRead({ fileName: file.name, lines: answer.lines });
      else setProblem(text('enrolSheet.failed', { reason: answer.failure ?? text('ui.failure.INTERNAL') }));
    } catch {
      setProblem(text('enrolSheet.failed', { reason: text('ui.failure.OFFLINE') }));
    } finally {
      setSending(false);
    }
  };

  return (
    <Page
      title={text('enrolSheet.title')}
      subtitle={text('enrolSheet.intro')}
      actions={
        <Button component={Link} to={back} variant="outlined">
          {text('enrolSheet.back')}
        </Button>
      }
    >
      <Stack spacing={2}>
        <SectionCard title={text('enrolSheet.files')}>
          <Stack spacing={1.5}>
            <Typography variant="body2">{text('enrolSheet.how')}</Typography>
            {problem !== null && <Alert severity="error">{problem}</Alert>}
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
              <Button variant="outlined" startIcon={<DownloadIcon />} loading={isFetching} onClick={() => void fetchSheet()}>
                {text(periodId === null ? 'enrolSheet.download' : 'enrolSheet.downloadPeriod')}
              </Button>
              <UploadButton label={text(read === null ? 'enrolSheet.upload' : 'enrolSheet.uploadAgain')} accept={TABLES} isBusy={isSending} isDisabled={false} isFullWidth={false} isPrimary={read === null} onFile={(file) => void send(file)} />
            </Stack>
          </Stack>
        </SectionCard>
        {read !== null && <SheetPreview key={`${read.fileName} ${JSON.stringify(read.lines)}`} fileName={read.fileName} lines={read.lines} />}
      </Stack>
    </Page>
  );
}
