// Reads a state machine definition and prints the findings of two validators, one per line.
//
//   NODE_PATH=.build/npm/node_modules node validate.js < DEFINITION.json
const { readFileSync } = require('node:fs');
const validate = require('asl-validator');
const { getLanguageService } = require('amazon-states-language-service');
const { TextDocument } = require('vscode-languageserver-textdocument');

async function main() {
  const text = readFileSync(0, 'utf8');
  const { errors } = validate(JSON.parse(text));
  for (const error of errors) console.log(`asl-validator: ${JSON.stringify(error)}`);

  const service = getLanguageService({});
  const document = TextDocument.create('definition.asl.json', 'asl', 1, text);
  for (const finding of await service.doValidation(document, service.parseJSONDocument(document)))
    console.log(`amazon-states-language-service: line ${finding.range.start.line + 1}: ${finding.message}`);
}

main();
