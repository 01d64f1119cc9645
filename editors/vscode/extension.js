// Starts `sms-lint lsp` for the folder that is open, and hands everything else to the client of the protocol.
"use strict";

const fs = require("fs");
const path = require("path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const LANGUAGES = ["yaml", "markdown", "csv", "plaintext"];
let client;

/** The program and its arguments: as the settings say, else that of the folder's environment, else of the search path. */
function command(folder) {
  const chosen = vscode.workspace.getConfiguration("sms-lint").get("command", []);
  if (chosen.length > 0) {
    return { program: chosen[0], args: chosen.slice(1) };
  }
  const [place, name] = process.platform === "win32" ? ["Scripts", "sms-lint.exe"] : ["bin", "sms-lint"];
  const own = folder && path.join(folder, ".venv", place, name);
  return { program: own && fs.existsSync(own) ? own : "sms-lint", args: ["lsp"] };
}

async function start() {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const { program, args } = command(folder);
  const run = { command: program, args, options: { cwd: folder } };
  client = new LanguageClient("sms-lint", "sms-lint", { run, debug: run }, {
    documentSelector: LANGUAGES.map((language) => ({ scheme: "file", language })),
  });
  try {
    await client.start();
  } catch (error) {
    const advice = "Install it with `pip install 'sms-lint[editor]'`, or name it in the setting `sms-lint.command`.";
    vscode.window.showErrorMessage(`sms-lint could not be started as ${program}: ${error.message}. ${advice}`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.needsStop()) {
    await running.stop();
  }
}

exports.activate = async (context) => {
  const again = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(vscode.commands.registerCommand("sms-lint.restart", again));
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("sms-lint") && again()),
  );
  await start();
};

exports.deactivate = stop;
