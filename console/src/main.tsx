import { GrafeasError } from 'grafeas-ts/client';
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useValue } from './load.js';
import { ComparePage } from './pages/compare.js';
import { FindPage, searchRoute } from './pages/find.js';
import { HomePage } from './pages/home.js';
import { ImagePage } from './pages/image.js';
import { NotePage } from './pages/note.js';
import { ProjectPage } from './pages/project.js';
import { SignIn } from './pages/sign-in.js';
import { WhoPage } from './pages/who.js';
import { Problem } from './parts.js';
import { formatRoute, go, type Route, useRoute } from './route.js';
import { openSession, type Session } from './session.js';
import './style.css';
import { visible } from './text.js';

/** Each page by its path. */
const pages: Readonly<
  Record<string, (props: { readonly session: Session; readonly route: Route }) => preact.JSX.Element>
> = {
  '/': HomePage,
  '/project': ProjectPage,
  '/image': ImagePage,
  '/note': NotePage,
  '/who': WhoPage,
  '/find': FindPage,
  '/compare': ComparePage,
};

function App() {
  const [{ session, attempt }, setState] = useState(() => ({
    session: openSession(location.origin),
    attempt: 0,
  }));
  const setSession = (next: Session): void => setState({ session: next, attempt: attempt + 1 });
  const route = useRoute();
  const search = useRef<HTMLInputElement>(null);
  const keys = useRef<HTMLDialogElement>(null);
  const main = useRef<HTMLElement>(null);
  const first = useValue(`attempt ${attempt}`, async () => {
    for await (const _ of session.client.projects.list({ pageSize: 1 })) break;
    return true;
  });
  const { query, path } = route;
  const subject = query.uri ?? query.name ?? query.cve ?? query.package ?? query.text ?? query.a ?? '';
  useEffect(() => {
    document.title = `${subject === '' ? '' : `${visible(subject).slice(0, 100)} – `}grafeas-ts`;
    scrollTo(0, 0);
  }, [path, subject]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey) return;
      if (target instanceof HTMLElement && target.matches('input, select, textarea, dialog *')) return;
      if (key === '/') search.current?.focus();
      else if (key === '?') keys.current?.showModal();
      else if (key === 'h') go('#/');
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const refused = first.error instanceof GrafeasError && first.error.status === 401;
  const Page = pages[path];
  return (
    <>
      <a
        class="skip"
        href={location.hash}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </a>
      <header class="top">
        <a href="#/" class="logo">
          grafeas<span>-ts</span>
        </a>
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            const text = search.current?.value ?? '';
            if (text.trim() !== '') go(searchRoute(text));
            search.current?.blur();
          }}
        >
          <input
            ref={search}
            type="search"
            aria-label="Find an image, digest, CVE or package"
            placeholder="Find an image, digest, CVE or package"
          />
          <kbd aria-hidden="true">/</kbd>
        </form>
        <nav>
          <a href="/docs">API</a>
          <button type="button" class="link" onClick={() => keys.current?.showModal()}>
            Keys
          </button>
          {session.signedIn && (
            <button type="button" class="link" onClick={() => setSession(openSession(location.origin))}>
              Sign out
            </button>
          )}
        </nav>
      </header>
      <main ref={main} tabIndex={-1}>
        {first.error !== undefined && !refused && <Problem error={first.error} />}
        {refused && (
          <SignIn
            failed={session.signedIn}
            signIn={(token) => setSession(openSession(location.origin, token))}
          />
        )}
        {first.value === true &&
          (Page === undefined ? (
            <p>
              There is no page at this address. <a href={formatRoute('/')}>All projects</a>
            </p>
          ) : (
            <Page key={`${attempt} ${path} ${subject}`} session={session} route={route} />
          ))}
      </main>
      <dialog ref={keys} aria-label="Keys">
        <form method="dialog">
          <button type="submit" class="close" aria-label="Close">
            ×
          </button>
        </form>
        <h2>Keys</h2>
        <dl class="fields">
          {[
            ['/', 'Search'],
            ['h', 'All projects'],
            ['?', 'This list'],
            ['Tab, Enter', 'Move, open'],
            ['Esc', 'Close'],
          ].map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </dialog>
    </>
  );
}

const root = document.getElementById('console');
if (root !== null) render(<App />, root);
