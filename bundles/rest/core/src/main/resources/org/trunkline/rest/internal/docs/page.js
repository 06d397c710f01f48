'use strict';

/* Shows openapi.json. All text is set as text, so nothing that a description says becomes markup. */
(() => {
    const VERBS = ['get', 'put', 'post', 'patch', 'delete'];
    let api;

    const element = (name, text, classes) => {
        const made = document.createElement(name);
        if (text !== undefined) { made.textContent = text; }
        if (classes) { made.className = classes; }
        return made;
    };

    const resolved = (node) => {
        let found = node;
        while (found && found.$ref) {
            found = found.$ref.slice(2).split('/').reduce((at, key) => at && at[key.replace(/~1/g, '/').replace(/~0/g, '~')], api);
        }
        return found || {};
    };

    /* Parts that stand together count as one schema. */
    const flat = (node) => {
        const schema = resolved(node);
        if (!schema.allOf) { return schema; }
        return schema.allOf.map(flat).reduce((all, part) => ({
            ...all, ...part,
            properties: { ...all.properties, ...part.properties },
            required: [...(all.required || []), ...(part.required || [])],
        }), { description: schema.description });
    };

    const typeOf = (schema) => {
        if (schema.oneOf) { return schema.oneOf.map(flat).map(typeOf).join(' or '); }
        return schema.type === 'array' ? `list of ${typeOf(flat(schema.items))}` : schema.type || 'any';
    };

    const bounds = (schema) => {
        const said = [];
        const add = (name, text) => { if (schema[name] !== undefined) { said.push(`${text} ${schema[name]}`); } };
        add('format', 'format'); add('minLength', 'length from'); add('maxLength', 'length to');
        add('minimum', 'from'); add('maximum', 'to'); add('minItems', 'items from'); add('maxItems', 'items to');
        add('pattern', 'form'); add('default', 'default');
        if (schema.enum) { said.push(`one of ${schema.enum.map(String).join(', ')}`); }
        if (schema.nullable) { said.push('or null'); }
        if (schema.readOnly) { said.push('only read'); }
        if (schema.writeOnly) { said.push('only written'); }
        return said.join('; ');
    };

    const inside = (schema, seen) => {
        const whole = schema.type === 'array' ? flat(schema.items) : schema;
        if (seen.includes(whole)) { return null; }
        const names = Object.keys(whole.properties || {});
        const more = whole.additionalProperties;
        if (names.length === 0 && typeof more !== 'object') { return null; }
        const list = element('ul', undefined, 'fields');
        names.forEach((name) => list.append(field(name, whole.properties[name], (whole.required || []).includes(name), [...seen, whole])));
        if (typeof more === 'object' && Object.keys(more).length > 0) { list.append(field('(any name)', more, false, [...seen, whole])); }
        return list;
    };

    const field = (name, node, required, seen) => {
        const schema = flat(node);
        const item = element('li');
        item.append(element('span', name, 'name'), ' ', element('span', typeOf(schema)));
        if (required) { item.append(' ', element('span', 'required', 'required')); }
        const limits = bounds(schema);
        if (limits) { item.append(' ', element('span', limits, 'quiet')); }
        if (schema.description) { item.append(element('div', schema.description)); }
        const below = inside(schema, seen);
        if (below) { item.append(below); }
        return item;
    };

    const body = (into, content, title) => Object.entries(content || {}).forEach(([type, media]) => {
        const envelope = flat(media.schema);
        const data = envelope.properties && envelope.properties.data ? flat(envelope.properties.data) : envelope;
        into.append(element('h3', `${title} (${type})`));
        const list = element('ul', undefined, 'fields');
        list.append(field('data', data, false, []));
        into.append(list);
    });

    const filled = (operation) => {
        const div = element('div');
        if (operation.description) { div.append(element('p', operation.description)); }
        const parameters = (operation.parameters || []).map(resolved);
        if (parameters.length > 0) {
            div.append(element('h3', 'Parameters'));
            const list = element('ul', undefined, 'fields');
            parameters.forEach((each) => list.append(
                field(`${each.name} (${each.in})`, { ...flat(each.schema), description: each.description }, each.required, [])));
            div.append(list);
        }
        body(div, operation.requestBody && operation.requestBody.content, 'Request');
        const table = element('table');
        Object.entries(operation.responses).forEach(([status, node]) => {
            const response = resolved(node);
            if (status < '300') { body(div, response.content, `Answer ${status}`); return; }
            const row = element('tr');
            row.append(element('td', status), element('td', response.description));
            table.append(row);
        });
        div.append(element('h3', 'Refusals'), table);
        return div;
    };

    const operationOf = (path, verb, operation) => {
        const details = element('details', undefined, 'operation');
        const summary = element('summary');
        summary.append(element('span', verb, `verb ${verb}`), ' ', element('code', path), ' ', element('span', operation.summary || '', 'quiet'));
        details.append(summary);
        details.addEventListener('toggle', () => {
            if (details.open && details.childElementCount === 1) { details.append(filled(operation)); }
        });
        details.dataset.text = `${verb} ${path} ${JSON.stringify(operation)}`.toLowerCase();
        return details;
    };

    const show = () => {
        const groups = new Map();
        Object.entries(api.paths).forEach(([path, item]) => VERBS.filter((verb) => item[verb]).forEach((verb) => {
            const tag = item[verb].tags[0];
            groups.set(tag, [...(groups.get(tag) || []), operationOf(path, verb, item[verb])]);
        }));
        const main = document.getElementById('operations');
        [...groups.keys()].sort().forEach((tag) => {
            const section = element('section');
            section.append(element('h2', tag), ...groups.get(tag));
            main.append(section);
        });
    };

    const search = () => {
        const words = document.getElementById('search').value.toLowerCase().split(/\s+/).filter(Boolean);
        let found = 0;
        document.querySelectorAll('section').forEach((section) => {
            let any = false;
            section.querySelectorAll('details.operation').forEach((each) => {
                each.hidden = !words.every((word) => each.dataset.text.includes(word));
                if (!each.hidden) { found += 1; any = true; }
            });
            section.hidden = !any;
        });
        document.getElementById('count').textContent = `${found} operations`;
    };

    fetch('/v2/openapi.json').then((response) => response.json()).then((read) => {
        api = read;
        document.getElementById('about').textContent = api.info.description;
        show();
        search();
        document.getElementById('search').addEventListener('input', search);
    }).catch((failure) => {
        document.getElementById('count').textContent = `openapi.json could not be read: ${failure.message}`;
    });
})();
