import { ProxiedSignInPage } from '@backstage/core-components';
import { SignInPageProps } from '@backstage/plugin-app-react';
import {
  Box,
  Button,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Grid,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { forgetPerson, rememberedPerson, rememberPerson } from './chosenPerson';
import { people } from './people';
import { PERSON_HEADER, withSignOut } from './peopleIdentity';

/**
 * Signs in as one of the demo's people, without a password. The auth provider behind it answers on loopback
 * only; a portal that others can reach needs a real provider instead.
 */
export function PeopleSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [person, setPerson] = useState(rememberedPerson);

  if (person !== undefined) {
    return (
      <ProxiedSignInPage
        provider="people"
        headers={{ [PERSON_HEADER]: person }}
        ErrorComponent={({ error }) => (
          <SignInFailed
            message={error?.message ?? 'The portal did not say why.'}
            onBack={() => {
              forgetPerson();
              setPerson(undefined);
            }}
          />
        )}
        onSignInSuccess={identity => onSignInSuccess(withSignOut(identity, forgetPerson))}
      />
    );
  }

  return (
    <Box p="8" style={{ maxWidth: 960, margin: '0 auto' }}>
      <Flex direction="column" gap="4">
        <Text as="h1" variant="title-medium">
          Who are you?
        </Text>
        <Text as="p" color="secondary">
          This portal runs on your machine with example data. Choose a person; each may do different
          things.
        </Text>
        <Grid.Root columns={{ initial: '1', sm: '2' }} gap="4">
          {people.map(({ name, displayName, role }) => (
            <Card key={name}>
              <CardHeader>
                <Text as="h2" variant="title-x-small">
                  {displayName}
                </Text>
              </CardHeader>
              <CardBody>
                <Text as="p">{role}</Text>
              </CardBody>
              <CardFooter>
                <Button
                  onPress={() => {
                    rememberPerson(name);
                    setPerson(name);
                  }}
                >
                  Sign in as {displayName}
                </Button>
              </CardFooter>
            </Card>
          ))}
        </Grid.Root>
      </Flex>
    </Box>
  );
}

function SignInFailed({ message, onBack }: { message: string; onBack: () => void }) {
  return (
    <Box p="8" role="alert">
      <Flex direction="column" gap="4" align="start">
        <Text as="h1" variant="title-small">
          Signing in did not work
        </Text>
        <Text as="p">{message}</Text>
        <Button onPress={onBack}>Choose a person</Button>
      </Flex>
    </Box>
  );
}
