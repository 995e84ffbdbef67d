import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { ProgrammeRulesDocument, RuleDraftDocument, SaveRulesDocument, type ProgrammeRulesQuery, type RuleDraftQuery } from '../gql/graphql.js';
import { BackTestCard } from '../scoring/back-test-card.js';
import { DataTable } from '../ui/data-table.js';
import { DateInput } from '../ui/form-fields.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Refusals, refusalOf, withoutField } from '../ui/refusals.js';
import { SectionCard } from '../ui/section-card.js';
import { Failure, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { RULE_FILES, UploadButton } from '../ui/upload-button.js';
import { Differences, Statements, Unsupported } from './rule-sections.js';

export interface ChosenFile { name: string; content: string }

type StandingVersion = Pick<ProgrammeRulesQuery['programmes'][number]['ruleVersions'][number], 'version' | 'effectiveFrom' | 'state'>;

interface RuleDraftViewProps {
  programme: { id: string; name: string; ruleVersions: readonly StandingVersion[] };
  file: ChosenFile;
  /** The same file put right, or another one. */
  onFile: (file: ChosenFile) => void;
  onClose: (savedVersion: number | null) => void;
}

/** What a file would be as the next version: its faults by line, or all that it changes and asks; then its first day. */
export function RuleDraftView({ programme, file, onFile, onClose }: RuleDraftViewProps) {
  const text = useText();
  const query = useLoad(RuleDraftDocument, { programmeId: programme.id, document: file.content }, { staleTime: 0 });
  return (
    <Stack spacing={2} sx={{ maxWidth: 960 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h2" sx={{ flex: '1 1 280px', overflowWrap: 'anywhere' }}>
          {text('programmes.rules.draftOf', { programme: programme.name, file: file.name })}
        </Typography>
        <Button onClick={() => { onClose(null); }}>{text('ui.cancel')}</Button>
        <UploadButton label={text('programmes.rules.uploadAgain')} accept={RULE_FILES} isBusy={query.isFetching} isDisabled={false} isFullWidth={false} isPrimary={false} onFile={(chosen) => { void chosen.text().then((content) => { onFile({ name: chosen.name, content }); }); }} />
      </Box>
      <Loaded query={query}>
        {({ ruleDraft }) =>
          ruleDraft.version == null ? (
            <Faults faults={ruleDraft.faults} />
          ) : (
            <>
              <Save key={file.content} programme={programme} file={file} draft={ruleDraft} changed={ruleDraft.version.differences.length} onSaved={onClose} />
              <BackTestCard rules={{ programmeId: programme.id, document: file.content }} />
              <Differences title={text('programmes.rules.againstInForce')} version={ruleDraft.version} />
              <Statements version={ruleDraft.version} />
              <Unsupported version={ruleDraft.version} />
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}

function Faults({ faults }: { faults: RuleDraftQuery['ruleDraft']['faults'] }) {
  const text = useText();
  return (
    <>
      <Alert severity="error">{text('programmes.rules.faulty', { count: faults.length })}</Alert>
      <DataTable
        label={text('programmes.rules.faults')}
        rows={faults}
        rowKey={(row) => `${row.path} ${row.message}`}
        columns={[
          { key: 'place', label: text('programmes.rules.place'), cell: (row) => row.place },
          { key: 'line', label: text('programmes.rules.line'), numeric: true, cell: (row) => row.line ?? MISSING },
          { key: 'message', label: text('programmes.rules.fault'), cell: (row) => row.message },
        ]}
      />
    </>
  );
}

interface SaveProps {
  programme: RuleDraftViewProps['programme'];
  file: ChosenFile;
  draft: RuleDraftQuery['ruleDraft'];
  changed: number;
  onSaved: (version: number) => void;
}

function Save({ programme, file, draft, changed, onSaved }: SaveProps) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [effectiveFrom, setEffectiveFrom] = useState('');
  const [isReplacing, setReplacing] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const replaceable = effectiveFrom === '' ? [] : programme.ruleVersions.filter((one) => one.state === 'UPCOMING' && one.effectiveFrom >= effectiveFrom);
  const save = useChange(SaveRulesDocument, [ProgrammeRulesDocument]);
  const refusals = save.data?.saveRules.refusals ?? [];
  const submit = (): void => {
    setChecked(true);
    if (effectiveFrom === '') return;
    const content = { programmeId: programme.id, document: file.content, effectiveFrom, replacesUpcoming: isReplacing && replaceable.length > 0, expectedVersion: draft.latestVersion };
    save.mutate(
      { input: { ...content, idempotencyKey: keys.current.for(content) } },
      {
        onSuccess: ({ saveRules }) => {
          if (saveRules.version == null) return;
          notify(text('programmes.rules.saved', { version: saveRules.version }));
          onSaved(saveRules.version);
        },
      },
    );
  };
  return (
    <SectionCard title={text('programmes.rules.asVersion', { version: draft.latestVersion + 1 })}>
      <Stack spacing={2}>
        <Typography variant="body2">{text('programmes.rules.willChange', { count: changed })}</Typography>
        {save.error !== null && <Failure error={save.error} onRetry={submit} />}
        <Refusals refusals={withoutField(refusals, 'effectiveFrom')} />
        <Box sx={{ maxWidth: { sm: 320 } }}>
          <DateInput label={text('programmes.rules.effectiveFrom')} value={effectiveFrom} help={text('programmes.rules.effectiveHelp')} problem={isChecked && effectiveFrom === '' ? text('programmes.rules.effectiveEmpty') : refusalOf(refusals, 'effectiveFrom')} onChange={setEffectiveFrom} />
        </Box>
        {replaceable.length > 0 && (
          <FormControlLabel
            control={<Checkbox checked={isReplacing} onChange={(_, checked) => { setReplacing(checked); }} />}
            label={text('programmes.rules.replaces', { versions: replaceable.map(({ version, effectiveFrom: from }) => text('programmes.rules.versionFrom', { version, date: formats.date(from) })).join(text('programmes.rules.and')) })}
          />
        )}
        <Button variant="contained" sx={{ alignSelf: { sm: 'flex-start' } }} loading={save.isPending} onClick={submit}>
          {text('programmes.rules.save')}
        </Button>
      </Stack>
    </SectionCard>
  );
}
