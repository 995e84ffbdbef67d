import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useViewer } from '../access/viewer.js';
import { useChange } from '../data/queries.js';
import { ApiClientsDocument, CreateApiClientDocument, type ApiClientPartsFragment, type ApiScope } from '../gql/graphql.js';
import { OfficeChoice } from '../offices/office-choice.js';
import { refusalOf, Refusals, withoutField } from '../ui/refusals.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';

export interface CreatedClient {
  client: ApiClientPartsFragment;
  secret: string;
}

const SCOPES = ['OFFICES_READ', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ', 'PII_READ'] as const satisfies readonly ApiScope[];

interface CreateClientDialogProps {
  onClose: () => void;
  onCreated: (created: CreatedClient) => void;
}

export function CreateClientDialog({ onClose, onCreated }: CreateClientDialogProps) {
  const text = useText();
  const viewer = useViewer();
  const create = useChange(CreateApiClientDocument, [ApiClientsDocument]);
  const [name, setName] = useState('');
  const [officeId, setOfficeId] = useState(viewer?.office?.id ?? null);
  const [scopes, setScopes] = useState<readonly ApiScope[]>(['OFFICES_READ']);
  const [isTried, setTried] = useState(false);
  const refusals = create.data?.createApiClient.refusals ?? [];
  const problem = (field: string, isMissing: boolean, words: string): string | undefined =>
    isTried && isMissing ? words : refusalOf(refusals, field);
  const nameProblem = problem('name', name.trim() === '', text('exchange.required'));
  const officeProblem = problem('officeId', officeId === null, text('exchange.required'));
  const scopeProblem = problem('scopes', scopes.length === 0, text('exchange.scopeRequired'));

  const send = (): void => {
    setTried(true);
    if (name.trim() === '' || officeId === null || scopes.length === 0) return;
    create.mutate(
      { input: { name: name.trim(), officeId, scopes: [...scopes] } },
      {
        onSuccess: ({ createApiClient: { client, secret } }) => {
          if (client !== null && client !== undefined && secret !== null && secret !== undefined) onCreated({ client, secret });
        },
      },
    );
  };
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="create-client-title">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <DialogTitle id="create-client-title">{text('exchange.create')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {create.error !== null && <Failure error={create.error} onRetry={send} />}
            <Refusals refusals={withoutField(refusals, 'name', 'officeId', 'scopes')} />
            <TextField
              autoFocus
              label={text('exchange.name')}
              value={name}
              error={nameProblem !== undefined}
              helperText={nameProblem ?? text('exchange.nameHelp')}
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
            <OfficeChoice label={text('exchange.office')} value={officeId} onChange={setOfficeId} problem={officeProblem} helperText={text('exchange.officeHelp')} />
            <FormControl component="fieldset" error={scopeProblem !== undefined}>
              <FormLabel component="legend">{text('exchange.scopes')}</FormLabel>
              {SCOPES.map((scope) => (
                <FormControlLabel
                  key={scope}
                  control={
                    <Checkbox
                      size="small"
                      checked={scopes.includes(scope)}
                      onChange={(_, isChecked) => {
                        setScopes(isChecked ? [...scopes, scope] : scopes.filter((one) => one !== scope));
                      }}
                    />
                  }
                  label={text(`exchange.scopeNames.${scope}`)}
                />
              ))}
              {scopeProblem !== undefined && <FormHelperText>{scopeProblem}</FormHelperText>}
            </FormControl>
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" variant="contained" loading={create.isPending}>
            {text('exchange.create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
