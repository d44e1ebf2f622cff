import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { returnFromIssuer } from './oidc.js';
import { ComparePage } from './pages/compare.js';
import { EvidencePage } from './pages/evidence.js';
import { FindPage, searchRoute } from './pages/find.js';
import { HomePage } from './pages/home.js';
import { ImagePage } from './pages/image.js';
import { NotePage } from './pages/note.js';
import { ProjectPage } from './pages/project.js';
import { RunPage } from './pages/run.js';
import { SignIn } from './pages/sign-in.js';
import { WhoPage } from './pages/who.js';
import { Problem } from './parts.js';
import { formatRoute, go, type Route, useRoute } from './route.js';
import type { Session } from './session.js';
import { useSignIn } from './sign-in.js';
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
  '/run': RunPage,
  '/evidence': EvidencePage,
};

/** Before anything is shown: it replaces the address. */
const arrival = returnFromIssuer();

function App() {
  const { token, attempt, session, error, refused, problem, signIn } = useSignIn(arrival);
  const route = useRoute();
  const search = useRef<HTMLInputElement>(null);
  const keys = useRef<HTMLDialogElement>(null);
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const { query, path } = route;
  const subject = query.uri ?? query.name ?? query.cve ?? query.package ?? query.text ?? query.a ?? '';
  useEffect(() => {
    document.title = `${subject === '' ? '' : `${visible(subject).slice(0, 100)} – `}grafeas-ts`;
    scrollTo(0, 0);
    // What had the focus is gone with the page before: the next key goes on at the beginning of this one.
    if (isFirst.current) isFirst.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [path, subject, query.in]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey) return;
      if (target instanceof HTMLElement && target.matches('input, select, textarea, dialog *')) return;
      if (key === '/') search.current?.select();
      else if (key === '?') keys.current?.showModal();
      else if (key === 'h') go('#/');
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const Page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  return (
    <>
      <header class="top">
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
        <a href="#/" class="logo">
          grafeas<span>-ts</span>
        </a>
        <search>
          <form
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
            <kbd>/</kbd>
          </form>
        </search>
        <nav>
          <a href="#/run">Would it run?</a>
          <a href="/docs">API</a>
          <button type="button" class="link" onClick={() => keys.current?.showModal()}>
            Keys
          </button>
          {token !== undefined && (
            <button type="button" class="link" onClick={() => signIn(undefined)}>
              Sign out
            </button>
          )}
        </nav>
      </header>
      <main ref={main} tabIndex={-1}>
        {error !== undefined && !refused && <Problem error={error} />}
        {refused && <SignIn problem={problem} signIn={signIn} />}
        {session !== undefined &&
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
