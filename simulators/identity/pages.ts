import type { Personas } from './personas.ts';

/** Nothing is loaded from anywhere, and no script runs. */
export const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}
button{display:block;width:100%;margin:.5rem 0;padding:.6rem 1rem;font:inherit;text-align:left;cursor:pointer}
small{display:block;color:#555}`;

/** Who do you want to be? One button a person; applications do not log in. */
export function toLoginPage(uid: string, personas: Personas): string {
  const buttons = [...personas.values()]
    .filter(({ kind }) => kind === 'PERSON')
    .map(
      ({ name, title }) =>
        `<button name="persona" value="${escape(name)}">${escape(name)}<small>${escape(title.id)} · ${escape(title.en)}</small></button>`,
    );
  return toPage(
    'Masuk sebagai · Sign in as',
    `<form method="post" action="/interaction/${escape(uid)}">${buttons.join('')}</form>`,
  );
}

/** An OAuth error's code; what was sent is not repeated. */
export function toErrorPage(code: string): string {
  return toPage('Gagal masuk · Sign-in failed', `<p><code>${escape(code)}</code></p>`);
}

function toPage(title: string, body: string): string {
  return `<!doctype html><html lang="id"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1>${body}<p><small>Penyedia identitas pengembangan · development identity provider</small></p></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
