// Prints what two validators have against a state machine definition, one finding a line; nothing when it is valid.
//
//   NODE_PATH=.build/npm/node_modules node validate.js DEFINITION.json
const { readFileSync } = require('node:fs');
const validate = require('asl-validator');
const { getLanguageService } = require('amazon-states-language-service');
const { TextDocument } = require('vscode-languageserver-textdocument');

async function main(path) {
  const text = readFileSync(path, 'utf8');

  for (const error of validate(JSON.parse(text), { checkPaths: true, checkArn: true }).errors)
    console.log(`asl-validator: ${error.path ?? error.instancePath ?? ''} ${error.Message ?? error.message}`);

  const service = getLanguageService({});
  const document = TextDocument.create(path, 'asl', 1, text);
  for (const finding of await service.doValidation(document, service.parseJSONDocument(document)))
    console.log(`amazon-states-language-service: line ${finding.range.start.line + 1}: ${finding.message}`);
}

main(process.argv[2]);
