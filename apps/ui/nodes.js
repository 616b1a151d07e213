// The elements that scripts make.
export function make(tag, attributes = {}, text = "") {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(text);
  return node;
}

// A sentence about one thing; whatever the name has of what `replace` reads stays as it is.
export function told(sentence, name) {
  return sentence.replace("{name}", () => name);
}
