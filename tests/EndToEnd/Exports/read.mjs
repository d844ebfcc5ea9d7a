// Prints what hyparquet and W3C's WebVTT parser read in the exports of a run, as JSON. Arguments: node_modules, the folder.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2);
const { asyncBufferFromFile, parquetReadObjects } = await import(pathToFileURL(join(modules, "hyparquet", "src", "node.js")));
const { WebVTTParser } = createRequire(import.meta.url)(join(modules, "webvtt-parser", "parser.js"));

const table = async name => parquetReadObjects({ file: await asyncBufferFromFile(join(folder, name)) });
const cues = name => {
    const { cues, errors } = new WebVTTParser().parse(readFileSync(join(folder, name), "utf8"), "chapters");
    return { errors, cues: cues.map(({ id, startTime, endTime, text }) => ({ id, startTime, endTime, text })) };
};

const read = {
    frames: await table("frames.parquet"), shots: await table("shots.parquet"),
    chapters: cues("chapters.vtt"), thumbnails: cues("thumbnails.vtt"),
};
console.log(JSON.stringify(read, (_, value) => typeof value === "bigint" ? value.toString() : value));
