/* Checks a bundle, a receipt or a decision away from the page, so that a long ledger freezes
   nothing. Formats: docs/ledger.md. Gets {file, key, kept}; answers with {progress} from 0 to 1 and
   at last {findings, facts}, each finding a code with its numbers, which the page puts into words. */

const PROVE_ALL_UP_TO = 4096;
const PROVEN = ["version.published.", "motion.", "ballot.", "rollup."];
const PUBLISHING = ["version.published.v1", "easy_text.published.v1"];
const AT_ONCE = 2000;
const MOST_FINDINGS = 100;
const utf8 = new TextEncoder();

class Refused extends Error {}

const findings = [];
const facts = {};

function find(code, params = {}) {
  if (findings.length < MOST_FINDINGS) {
    findings.push({ code, params });
  }
}

/* What stands beside the fields that are checked would be shown and proved by nothing. */
function only(value, ...names) {
  for (const field of Object.keys(value)) {
    if (!names.includes(field)) {
      find("undeclared", { field });
    }
  }
}

/* RFC 8785 for what a ledger holds: strings, whole numbers, true, false, null, lists, objects. */
function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const leafHash = (leaf) => sha256(joined([0], utf8.encode(canonical(leaf))));
const nodeHash = (left, right) => sha256(joined([1], left, right));
const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function fromHex(text) {
  if (typeof text !== "string" || !/^([0-9a-f]{2})*$/.test(text)) {
    throw new Refused("form");
  }
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function fromBase64(text) {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    throw new Refused("form");
  }
}

/* Runs `work` over a list, many at once, and says how far it is between two shares of the whole. */
async function each(list, from, to, work) {
  for (let first = 0; first < list.length; first += AT_ONCE) {
    const part = list.slice(first, first + AT_ONCE);
    await Promise.all(part.map((item, at) => work(item, first + at)));
    postMessage({ progress: from + ((to - from) * Math.min(list.length, first + AT_ONCE)) / list.length });
  }
}

/* Signed heads ------------------------------------------------------------------------------- */

async function readKey(text) {
  const [name, id, encoded, more] = text.split(/\+(.*?)\+(.*)/s);
  const bytes = encoded === undefined || more !== "" ? [] : fromBase64(encoded);
  if (bytes.length !== 33 || bytes[0] !== 1) {
    throw new Refused("key");
  }
  const named = (await sha256(joined(utf8.encode(`${name}\n`), bytes))).slice(0, 4);
  if (hex(named) !== id) {
    throw new Refused("key");
  }
  return { name, id: named, raw: bytes.slice(1) };
}

function readHead(note) {
  const cut = note.lastIndexOf("\n\n");
  const text = note.slice(0, cut + 1);
  const [origin, size, root] = text.split("\n");
  if (cut < 0 || !note.endsWith("\n") || !/^(0|[1-9][0-9]*)$/.test(size ?? "") || !root) {
    throw new Refused("form");
  }
  return { origin, size: Number(size), root: fromBase64(root), text, lines: note.slice(cut + 2, -1).split("\n") };
}

async function signedBy(head, key) {
  for (const line of head.lines) {
    const [dash, name, encoded] = line.split(" ");
    const bytes = dash === "—" && encoded ? fromBase64(encoded) : [];
    if (name === key.name && bytes.length === 68 && same(bytes.slice(0, 4), key.id)) {
      let imported;
      try {
        imported = await crypto.subtle.importKey("raw", key.raw, { name: "Ed25519" }, false, ["verify"]);
      } catch {
        return "unsupported";
      }
      const fits = await crypto.subtle.verify({ name: "Ed25519" }, imported, bytes.slice(4), utf8.encode(head.text));
      return fits ? "" : "signature";
    }
  }
  return "unsigned";
}

async function openHead(note, key, which) {
  let head;
  try {
    head = readHead(note);
  } catch {
    find(`${which}-form`);
    return null;
  }
  const trouble = await signedBy(head, key);
  if (trouble === "unsupported") {
    facts.unsupported = true;
  } else if (trouble) {
    find(`${which}-${trouble}`);
    return null;
  }
  facts.otherSigners ||= head.lines.length > 1;
  return head;
}

/* The tree, RFC 9162 ------------------------------------------------------------------------- */

async function grow(leaves, from, to) {
  const levels = [leaves];
  while (levels.at(-1).length > 1) {
    const below = levels.at(-1);
    const pairs = Array.from({ length: below.length >> 1 }, (_none, at) => at);
    const above = new Array(pairs.length);
    await each(pairs, from, to, async (at) => {
      above[at] = await nodeHash(below[2 * at], below[2 * at + 1]);
    });
    levels.push(above);
  }
  return levels;
}

async function rootOf(levels, size) {
  if (!size) {
    return sha256(new Uint8Array());
  }
  const parts = [];
  for (let begin = 0, rest = size; rest; ) {
    const level = Math.floor(Math.log2(rest));
    parts.push(levels[level][begin / 2 ** level]);
    begin += 2 ** level;
    rest -= 2 ** level;
  }
  let root = parts.pop();
  while (parts.length) {
    root = await nodeHash(parts.pop(), root);
  }
  return root;
}

async function leads(leaf, index, size, path, root) {
  let place = index;
  let last = size - 1;
  let hash = leaf;
  if (!(index >= 0 && index < size)) {
    return false;
  }
  for (const beside of path.map(fromHex)) {
    if (last === 0) {
      return false;
    }
    if (place % 2 || place === last) {
      hash = await nodeHash(beside, hash);
      while (place && place % 2 === 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await nodeHash(hash, beside);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(hash, root);
}

/* What a file holds -------------------------------------------------------------------------- */

async function checkLeaf(leaf, opened, index, head) {
  if (leaf.index !== index || (head && leaf.log !== head.origin)) {
    find("place", { index });
  }
  for (const [field, opening] of Object.entries(opened)) {
    const { salt, value } = opening;
    only(opening, "salt", "value");
    const tag = utf8.encode("consult-commitment/1\0");
    const found = await sha256(joined(tag, fromHex(salt), utf8.encode(canonical(value))));
    if (hex(found) !== leaf.committed[field]) {
      find("opening", { index, field });
    }
  }
}

async function checkProof(hash, index, path, head) {
  if (head && !(await leads(hash, index, head.size, path, head.root))) {
    find("proof", { index });
  }
}

async function checkDocuments(bundle) {
  const altered = new Set();
  await each(Object.entries(bundle.documents), 0.9, 0.98, async ([name, document]) => {
    if (hex(await sha256(utf8.encode(canonical(document)))) !== name) {
      altered.add(name);
      find("document", { name });
    }
  });
  const codes = bundle.entries.filter(({ leaf }) => leaf.event === "code.published.v1");
  const named = new Set(codes.map(({ leaf }) => leaf.data.sha256));
  for (const { leaf } of bundle.entries) {
    const asked = leaf.event === "motion.put.v1" ? (leaf.data.words ?? []) : [];
    const published = PUBLISHING.includes(leaf.event) ? leaf.data.renderings : asked;
    for (const { sha256: name } of published) {
      named.add(name);
      if (!(name in bundle.documents) && !altered.has(name)) {
        find("document-missing", { name, index: leaf.index });
      }
    }
  }
  for (const name of Object.keys(bundle.documents).filter((each) => !named.has(each))) {
    find("document-unnamed", { name });
  }
}

async function checkKept(kept, key, head, levels, size) {
  const old = await openHead(kept, key, "kept");
  if (!old) {
    return;
  }
  if (head && old.origin !== head.origin) {
    find("kept-origin");
  } else if (old.size > size) {
    find("kept-cut", { old: old.size, size });
  } else if (!same(await rootOf(levels, old.size), old.root)) {
    find("kept-rewritten", { old: old.size });
  } else {
    facts.grew = old.size;
  }
}

async function checkBundle(bundle, key, kept) {
  only(bundle, "format", "key", "head", "entries", "proofs", "documents");
  const head = await openHead(bundle.head, key, "head");
  const { entries } = bundle;
  const hashes = new Array(entries.length);
  await each(entries, 0, 0.4, async (entry, index) => {
    const { leaf, hash, opened } = entry;
    only(entry, "leaf", "hash", "opened");
    hashes[index] = await leafHash(leaf);
    if (hex(hashes[index]) !== hash) {
      find("leaf", { index });
    }
    await checkLeaf(leaf, opened, index, head);
  });
  const levels = await grow(hashes, 0.4, 0.6);
  if (head && head.size !== entries.length) {
    find("size", { size: entries.length, signed: head.size });
  } else if (head && !same(await rootOf(levels, head.size), head.root)) {
    find("root");
  }
  const proven = new Set(bundle.proofs.map(({ index }) => index));
  bundle.proofs.forEach((proof, at) => {
    only(proof, "index", "path");
    if (at && proof.index <= bundle.proofs[at - 1].index) {
      find("proof-order", { index: proof.index });
    }
  });
  await each(bundle.proofs, 0.6, 0.9, async ({ index, path }) => {
    await checkProof(hashes[index] ?? new Uint8Array(), index, path, head);
  });
  entries.forEach(({ leaf }, index) => {
    const due = entries.length <= PROVE_ALL_UP_TO || PROVEN.some((start) => leaf.event.startsWith(start));
    if (due && !proven.has(index)) {
      find("proof-missing", { index });
    }
  });
  await checkDocuments(bundle);
  for (const { leaf } of entries.filter(({ leaf: each }) => each.event === "head.cosigned.v1")) {
    const { size, root } = leaf.data;
    if (size > leaf.index || hex(await rootOf(levels, size)) !== root) {
      find("cosigned", { index: leaf.index });
    }
  }
  if (kept) {
    await checkKept(kept, key, head, levels, entries.length);
  }
  facts.entries = entries.length;
  facts.documents = Object.keys(bundle.documents).length;
}

async function checkReceipt(receipt, key) {
  const { head: note, leaf, index, path, opened } = receipt;
  only(receipt, "format", "key", "head", "leaf", "index", "path", "opened");
  const head = await openHead(note, key, "head");
  await checkLeaf(leaf, opened, index, head);
  await checkProof(await leafHash(leaf), index, path, head);
  facts.entries = 1;
}

/* The roll without the names that pages show; who was present enters the log when the vote opens. */
function sameRoll(roll, live, frozen, opened) {
  const plain = roll.map(({ name: _name, present: _present, ...seat }) => seat);
  const there = (seat) => opened.every(({ present }) => seat.present === present.includes(seat.seat));
  return (
    frozen.length === 1 &&
    opened.length === Number(live) &&
    canonical(plain) === canonical(frozen[0].roll) &&
    roll.every((seat) => (opened.length ? there(seat) : seat.present === undefined))
  );
}

/* Rules, roll, votes and result stand in entries of their own: a record that is not certified yet may
   differ from them as little as one that is. */
function checkRecord(record, leaves) {
  const of = (event) =>
    leaves.filter((leaf) => leaf.event === event && leaf.data.motion === record.motion.number).map(({ data }) => data);
  const cast = ({ ballot, seat, person, rank }) => canonical([ballot, seat, person, rank]);
  const [put, closed] = [of("motion.put.v1"), of("motion.closed.v1")];
  const fits =
    put.length === 1 &&
    closed.length === 1 &&
    sameRoll(record.roll, "session" in put[0], of("motion.roll_frozen.v1"), of("motion.opened_live.v1")) &&
    canonical(put[0].rules) === canonical(record.rules) &&
    canonical(closed[0].outcome) === canonical(record.outcome) &&
    canonical(record.ballots.map(cast)) === canonical(of("ballot.cast.v1").map(cast));
  if (!fits) {
    find("contradicted");
  }
}

async function checkDecision(decision, key) {
  const { record, record_sha256: named, certified_at: certified, ledger } = decision;
  const later = ["later_corrections", "later_replies", "carried_out"];
  only(decision, "record", "record_sha256", "certified_at", "ledger", ...later);
  only(ledger, "origin", "key", "head", "entries");
  facts.later = later.some((name) => decision[name]?.length !== 0 && decision[name]);
  const head = await openHead(ledger.head, key, "head");
  const found = hex(await sha256(utf8.encode(canonical(record))));
  if (found !== named) {
    find("record");
  }
  checkRecord(record, ledger.entries.map(({ leaf }) => leaf));
  await each(ledger.entries, 0, 1, async (entry) => {
    const { index, leaf, hash, path } = entry;
    only(entry, "index", "leaf", "hash", "path");
    const hashed = await leafHash(leaf);
    if (hex(hashed) !== hash) {
      find("leaf", { index });
    }
    await checkLeaf(leaf, {}, index, head);
    await checkProof(hashed, index, path, head);
    const { record_sha256: fixed, certified_at: at } = leaf.event === "motion.certified.v1" ? leaf.data : {};
    if (fixed !== undefined && (fixed !== found || at !== certified)) {
      find("record");
    }
  });
  // What fixes the record is the entry that certifies it: without one the file may say anything.
  facts.uncertified = !ledger.entries.some(({ leaf }) => leaf.event === "motion.certified.v1");
  if (facts.uncertified && certified) {
    find("record");
  }
  facts.entries = ledger.entries.length;
}

async function check({ file, key: trusted, kept }) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  const value = JSON.parse(text);
  const parts = value?.record ? value.ledger : value;
  const key = await readKey(trusted || parts.key);
  facts.untrusted = !trusted;
  if (trusted && parts.key !== trusted) {
    find("key-other");
  }
  if (canonical(value) !== text) {
    find("canonical");
  }
  if (value.format === "consult-ledger-bundle/1") {
    await checkBundle(value, key, kept);
  } else if (value.format === "consult-receipt/1") {
    await checkReceipt(value, key);
  } else if (value.record?.format === "consult-decision/1") {
    await checkDecision(value, key);
  } else {
    throw new Refused("format");
  }
  facts.keptUnused = Boolean(kept) && value.format !== "consult-ledger-bundle/1";
}

onmessage = async ({ data }) => {
  try {
    await check(data);
  } catch (error) {
    find(error instanceof Refused ? error.message : "form");
  }
  postMessage({ findings, facts });
};
