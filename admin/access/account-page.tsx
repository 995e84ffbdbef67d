import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { outdate, useLoad } from '../data/queries.js';
import { request } from '../data/request.js';
import { AccountDocument } from '../gql/graphql.js';
import { Page } from '../ui/page.js';
import { Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChangePasswordForm } from './change-password-form.js';
import { SecondFactorCard } from './second-factor-card.js';
import { SessionsCard } from './sessions-card.js';

/** What protects the own account, and where one is signed in. */
export function AccountPage() {
  const text = useText();
  const notify = useNotify();
  const account = useLoad(AccountDocument, {});
  return (
    <Page title={text('account.title')} subtitle={text('account.intro')}>
      <Loaded query={account}>
        {({ viewer }) =>
          viewer === null || viewer.secondFactor === null ? (
            <NotFound />
          ) : (
            <>
              <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' }, mb: 3 }}>
                <Card component="section" aria-labelledby="own-password" sx={{ p: 2 }}>
                  <Typography variant="h2" id="own-password" sx={{ mb: 1 }}>
                    {text('account.password')}
                  </Typography>
                  <ChangePasswordForm
                    send={request}
                    oldPassword=""
                    intro={text('account.passwordIntro')}
                    onChanged={() => {
                      notify(text('account.passwordChanged'));
                      outdate([AccountDocument]);
                      return Promise.resolve();
                    }}
                  />
                </Card>
                <SecondFactorCard factor={viewer.secondFactor} />
              </Box>
              <SessionsCard sessions={viewer.sessions} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
