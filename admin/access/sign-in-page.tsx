import KeyIcon from '@mui/icons-material/KeyOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Divider from '@mui/material/Divider';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useLogin } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { DemoClock } from '../app/demo-clock.js';
import { LocalisedTheme } from '../app/localised-theme.js';
import { LanguageSwitch, ThemeSwitch } from '../app/preferences.js';
import { useAbout } from '../app/use-business-time.js';
import { useLoad } from '../data/queries.js';
import { SignInChallengeDocument } from '../gql/graphql.js';
import { useDocumentTitle } from '../ui/page.js';
import { useText } from '../ui/text.js';
import { SignInSteps } from './sign-in-steps.js';

export function SignInPage() {
  const text = useText();
  const login = useLogin();
  const about = useAbout();
  const [value, setValue] = useState({ login: '', password: '' });
  const [params] = useSearchParams();
  const [isFirst, setFirst] = useState(true);
  // Asked once: what follows is told by each step's own answer.
  const begun = useLoad(SignInChallengeDocument, {}, { staleTime: Number.POSITIVE_INFINITY }).data?.signInChallenge ?? null;
  useDocumentTitle(text('access.signIn'));
  const hasDemo = isFirst && about?.isDemo === true;

  return (
    <LocalisedTheme>
      <Box component="main" sx={{ minHeight: '100vh', bgcolor: 'background.default', display: 'flex', flexDirection: 'column' }}>
        <Box sx={{ display: 'flex', justifyContent: 'flex-end', alignItems: 'center', gap: 1, p: 1 }}>
          <DemoClock />
          <LanguageSwitch />
          <ThemeSwitch />
        </Box>
        <Box
          sx={{
            width: '100%',
            maxWidth: hasDemo ? { xs: 440, md: 960 } : 440,
            mx: 'auto',
            px: 2,
            pt: { xs: 2, md: 10 },
            pb: 4,
            display: 'grid',
            columnGap: 8,
            rowGap: 3,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: hasDemo ? 'minmax(0, 400px) minmax(0, 1fr)' : 'minmax(0, 1fr)' },
          }}
        >
          <Stack spacing={3}>
            <Box>
              <Typography variant="h1" color="primary">
                {text('app.product')}
              </Typography>
              <Typography color="textSecondary">{text('app.tagline')}</Typography>
            </Box>
            {isFirst && <SingleSignOnProblem outcome={params.get('sso')} />}
            <SignInSteps
              key={begun?.step ?? 'first'}
              begun={begun}
              value={value}
              onChange={setValue}
              canRestart
              onFirstStep={setFirst}
              onViewer={async (viewer) => {
                await login({ viewer });
              }}
            />
            {(about?.singleSignOnLabel ?? null) !== null && isFirst && (
              <>
                <Divider>{text('account.or')}</Divider>
                <Button href="/sso/start" variant="outlined" size="large" lang="zh-CN">
                  {about?.singleSignOnLabel}
                </Button>
              </>
            )}
          </Stack>
          {hasDemo && <DemoAccounts accounts={about.demoAccounts} onChoose={setValue} />}
        </Box>
      </Box>
    </LocalisedTheme>
  );
}

/** Why the way through the other platform did not lead in. */
function SingleSignOnProblem({ outcome }: { outcome: string | null }) {
  const text = useText();
  const failure = (['UNKNOWN_PERSON', 'REFUSED', 'UNAVAILABLE'] as const).find((one) => one === outcome);
  return failure === undefined ? null : <Alert severity="warning">{text(`account.singleSignOn.${failure}`)}</Alert>;
}

interface DemoAccountsProps {
  accounts: readonly { login: string; password: string; name: string; title: string; secondFactorSecret: string | null }[];
  onChoose: (account: { login: string; password: string }) => void;
}

function DemoAccounts({ accounts, onChoose }: DemoAccountsProps) {
  const text = useText();
  const secret = accounts.find((account) => account.secondFactorSecret !== null)?.secondFactorSecret ?? null;
  return (
    <Card component="section" aria-labelledby="demo-accounts">
      <Box sx={{ px: 2, pt: 1.5 }}>
        <Typography variant="h2" id="demo-accounts">
          {text('access.demoTitle')}
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {text('access.demoHelp')}
          {secret !== null && (
            <>
              {' '}
              {text('account.demoSecret')} <code>{secret}</code>
            </>
          )}
        </Typography>
      </Box>
      <List dense sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
        {accounts.map(({ login, password, name, title, secondFactorSecret }) => (
          <ListItem key={login} disablePadding>
            <ListItemButton
              onClick={() => {
                onChoose({ login, password });
              }}
              sx={{ alignSelf: 'stretch' }}
            >
              <ListItemText
                primary={
                  <>
                    <span lang="zh-CN">{`${name} · ${login}`}</span>
                    {secondFactorSecret !== null && <KeyIcon titleAccess={text('account.code')} sx={{ ml: 0.5, fontSize: 18, verticalAlign: 'text-bottom', color: 'text.secondary' }} />}
                  </>
                }
                secondary={title}
              />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
    </Card>
  );
}
