import { isObject } from '../../domain/is-object.js';
import { invalidReport, pointerTo, textIn, type View, viewIn, viewOf, viewsIn } from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { documentsOf, firstOf } from './documents.js';
import { addStatement } from './evidence.js';
import { addLayout, addLink, canonicalJson } from './link.js';

/** in-toto's own documents without an envelope: statements with provenance, classic links and layouts. */
export const inToto: Importer = {
  format: 'in-toto',
  title: 'in-toto links and layouts, and statements with SLSA provenance that are not signed',
  bulk: [],
  readsLines: true,
  missing(head) {
    const first = firstOf(head);
    const isStatement =
      typeof first?._type === 'string' && first._type.startsWith('https://in-toto.io/Statement/');
    const type = isObject(first?.signed) ? first.signed._type : undefined;
    return isStatement || type === 'link' || type === 'layout'
      ? undefined
      : '"_type" https://in-toto.io/Statement/… or "signed" with the type link or layout';
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('in-toto', options);
  for (const { value, pointer, text } of documentsOf(report)) {
    const view = viewOf(value, pointer);
    const signed = viewIn(view, 'signed');
    if (signed === undefined) addStatement(view, text().trim(), reading);
    else if (signed.value._type === 'layout') addLayout(signed, reading);
    else if (signed.value._type === 'link') addClassicLink(view, signed, reading);
    else throw invalidReport(pointerTo(signed, '_type'), 'is neither link nor layout');
  }
  return reading.converted([], { time: undefined });
}

/** The signatures are over the canonical JSON of `signed`; so these are the bytes that are kept. */
function addClassicLink(view: View, signed: View, reading: Reading): void {
  const signatures = viewsIn(view, 'signatures').map((signature) => {
    const [keyid, sig] = [textIn(signature, 'keyid') ?? '', textIn(signature, 'sig')];
    if (sig === undefined) throw invalidReport(pointerTo(signature, 'sig'), 'required: the signature');
    return { keyid, sig };
  });
  if (signatures.length === 0)
    throw invalidReport(pointerTo(view, 'signatures'), 'the link has no signature');
  const payload = Buffer.from(canonicalJson(signed.value)).toString('base64');
  addLink(signed, { payload, payloadType: 'application/json' }, signatures, reading);
}
