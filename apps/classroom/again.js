// What had the focus, found again in markup that was drawn anew.
export function again(card, { act, value }) {
  const same = [...card.querySelectorAll(`[data-act="${act}"]`)];
  return same.find((node) => node.dataset.value === value) ?? same[0];
}
