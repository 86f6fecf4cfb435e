/* The phone's pocket: sealed notes that the server has not acknowledged yet, by their identifier.
   Nothing but sealed bytes ever comes in here. */

const STORE = "sealed";

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("accanto", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
opened.catch(() => {}); // whoever puts something in gets the refusal

async function ask(mode, question) {
  const transaction = (await opened).transaction(STORE, mode);
  const request = question(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const put = (id, sealed) => ask("readwrite", (store) => store.put(sealed, id));
export const drop = (id) => ask("readwrite", (store) => store.delete(id));
export const ids = () => ask("readonly", (store) => store.getAllKeys());
export const get = (id) => ask("readonly", (store) => store.get(id));
