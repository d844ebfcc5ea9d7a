// Evaluates JSONata expressions as Step Functions does: without a context item, without $eval, with functions of its own and within
// limits of depth and time. Runs after the script of the package jsonata.
const stepFunctions = (() => {
    // AWS takes a range of 873,782 numbers and a string of 2^22 characters, but no range of one more and no string of 2^23.
    const maxParsed = 1000, maxDepth = 100, maxRange = 360145, maxBytes = 873782 * 8;
    const entry = Symbol.for("jsonata.__evaluate_entry"), exit = Symbol.for("jsonata.__evaluate_exit");
    const parsed = new Map();
    let depth = 0;

    const fail = (code, message) => { throw { code, message }; };
    const failForMemory =
        () => fail(undefined, "Expression evaluation memory limit exceeded: Check for excessive memory usage");

    const functions = [
        ["partition", (array, size) => {
            if (array === undefined) return undefined;
            if (!Array.isArray(array)) throw { code: "T0412", index: 1 };
            if (array.length === 0) return undefined;
            const length = size === undefined ? array.length : Math.trunc(size);
            if (length < 0) fail("D3137", "Second argument must be zero or greater");
            if (length === 0) return undefined;
            const parts = [];
            for (let i = 0; i < array.length; i += length) parts.push(array.slice(i, i + length));
            return parts;
        }, "<xn?:a>"],
        ["range", (first, last, step) => {
            if (first === undefined || last === undefined || step === undefined) return undefined;
            const from = Math.trunc(first), to = Math.trunc(last), by = Math.trunc(step);
            if (by === 0 || (to - from) * by < 0) return undefined;
            const count = Math.floor((to - from) / by) + 1;
            if (count > maxRange) failForMemory();
            return count === 1 ? from : Array.from({ length: count }, (_, i) => from + i * by);
        }, "<nnn?:x>"],
        ["hash", (text, algorithm) => {
            if (text === undefined || algorithm === undefined) return undefined;
            const digest = hostHash(text, algorithm);
            if (digest === null)
                fail("D3137", `Hash algorithm '${algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5`);
            return digest;
        }, "<ss?:s>"],
        // The package has these two only where JavaScript does, in a browser or in Node.js.
        ["base64encode", text => text === undefined ? undefined : hostBase64Encode(text), "<s-:s>"],
        ["base64decode", text => {
            if (text === undefined) return undefined;
            const decoded = hostBase64Decode(text);
            if (decoded === null) fail(undefined, "The argument is not Base64.");
            return decoded;
        }, "<s-:s>"],
        ["random", seed => seed === undefined ? hostRandom() : hostSeededRandom(Math.trunc(seed)), "<n?:n>"],
        ["uuid", () => hostUuid(), "<:s>"],
        ["parse", text => {
            if (text === undefined) return undefined;
            if (!hostIsJson(text)) fail("D3137", "Invalid JSON");
            return JSON.parse(text, (_, value) => isInfinite(value) ? fail("D3137", "Invalid JSON") : value);
        }, "<s?:x>"],
    ];

    function compile(text) {
        const known = parsed.get(text);
        if (known) return known;
        const expression = jsonata(text);
        for (const [name, body, signature] of functions) expression.registerFunction(name, body, signature);
        expression.assign("eval", undefined);
        expression.assign(entry, (_, __, environment) => {
            if (environment.isParallelCall) return;
            if (++depth > maxDepth) fail(undefined, "Stack overflow error: Check for non-terminating recursive function. "
                + `Consider rewriting as tail-recursive. Depth=${depth} max=${maxDepth}`);
        });
        expression.assign(exit, (_, __, environment, result) => {
            if (!environment.isParallelCall) depth--;
            if ((Array.isArray(result) ? result.length * 8 : typeof result === "string" ? result.length : 0) > maxBytes)
                failForMemory();
        });
        if (parsed.size >= maxParsed) parsed.clear();
        parsed.set(text, expression);
        return expression;
    }

    // JSON has no word for these numbers.
    const isInfinite = value => typeof value === "number" && !Number.isFinite(value);
    const unsupportedResult = {};
    function result(_, value) {
        if (typeof value === "function" || value?._jsonata_function || value?._jsonata_lambda) throw unsupportedResult;
        return isInfinite(value) ? String(value) : value;
    }

    // A name that is the first step of a path is read from the context item, of which there is none at the top level.
    function unsupported(node) {
        if (node === null || typeof node !== "object") return undefined;
        if (Array.isArray(node)) {
            for (const item of node) {
                const found = unsupported(item);
                if (found) return found;
            }
            return undefined;
        }
        if (node.type === "path") {
            const first = node.steps[0];
            return first.type === "name" ? `Reference to '${first.value}' at the top level is not supported.` : unsupported(first);
        }
        if (node.type === "variable" && (node.value === "" || node.value === "$"))
            return `Reference to '$${node.value}' is not supported.`;
        for (const part of ["lhs", "rhs", "expression", "expressions", "arguments", "procedure", "condition", "then", "else",
            "body"]) {
            const found = unsupported(node[part]);
            if (found) return found;
        }
        return undefined;
    }

    // Whether $states.errorOutput is read, which only a catcher has.
    function readsErrorOutput(node) {
        if (node === null || typeof node !== "object") return false;
        if (Array.isArray(node)) return node.some(readsErrorOutput);
        const [first, second] = node.type === "path" ? node.steps : [];
        if (first?.type === "variable" && first.value === "states" && second?.value === "errorOutput") return true;
        return ["steps", "predicate", "stages", "expr", "lhs", "rhs", "expression", "expressions", "arguments", "procedure",
            "condition", "then", "else", "body"].some(part => readsErrorOutput(node[part]));
    }

    // What jsonata itself binds: its functions, which have names like those of variables.
    const environment = (() => {
        let found;
        const expression = jsonata("0");
        expression.assign(entry, (_, __, its) => { found = its; });
        expression.evaluate();
        return found;
    })();

    const isFunction = name => functions.some(([known]) => known === name) || environment.lookup(name) !== undefined;

    // Finds the names that an expression reads and does not bind itself.
    function findVariables(node, bound, found) {
        if (node === null || typeof node !== "object") return;
        if (Array.isArray(node)) {
            for (const item of node) findVariables(item, bound, found);
            return;
        }
        if (node.type === "variable" && !bound.has(node.value) && !isFunction(node.value)) found.add(node.value);
        if (node.type === "bind") {
            // A function may call itself.
            if (node.rhs.type === "lambda") bound.add(node.lhs.value);
            findVariables(node.rhs, bound, found);
            bound.add(node.lhs.value);
            return;
        }
        if (["block", "lambda", "path"].includes(node.type)) bound = new Set(bound);
        if (node.type === "lambda") for (const parameter of node.arguments) bound.add(parameter.value);
        // A stage of a path: #$i.
        if (node.type === "index") bound.add(node.value);
        for (const name of [node.focus, node.index]) if (typeof name === "string") bound.add(name);
        for (const part of ["steps", "predicate", "stages", "expr", "lhs", "rhs", "expression", "expressions", "arguments",
            "procedure", "condition", "then", "else", "body", "group", "terms", "pattern", "update", "delete"])
            findVariables(node[part], bound, found);
    }

    function variables(syntax) {
        const found = new Set();
        findVariables(syntax, new Set(["", "$", "states"]), found);
        return [...found];
    }

    return {
        // JSON of the problem of an expression, {code, message}, or of the variables that it reads, {variables: [name, …]}.
        check(text, inCatcher) {
            try {
                const syntax = compile(text).ast();
                const message = unsupported(syntax)
                    ?? (!inCatcher && readsErrorOutput(syntax) ? "Field '$states.errorOutput' does not exist." : undefined);
                return JSON.stringify(
                    message ? { code: "UNSUPPORTED_JSONATA_EXPRESSION", message } : { variables: variables(syntax) });
            } catch (malformed) {
                return JSON.stringify({ code: "INVALID_JSONATA_EXPRESSION", message: malformed.message });
            }
        },

        // JSON of {value}, of {} for undefined, of {unsupported: true} for a function, or of {error: {code, message}}.
        async evaluate(text, bindings) {
            depth = 0;
            try {
                const value = await compile(text).evaluate(undefined, JSON.parse(bindings));
                return value === undefined ? "{}" : JSON.stringify({ value }, result);
            } catch (error) {
                if (error === unsupportedResult) return JSON.stringify({ unsupported: true });
                return JSON.stringify({ error: { code: error.code, message: error.message } });
            }
        },
    };
})();
