/**
 * What kind of personal data this text looks like, or null. Used where an opaque id is asked for: workflow ids are not
 * encrypted. It errs on the careful side: a bare number of 10 to 15 digits is taken for a phone number.
 */
export function looksPersonal(text: string): 'an e-mail address' | 'a phone number' | 'an identity number' | null {
  if (text.includes('@')) return 'an e-mail address';
  if (/^[1-9]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(text))
    return 'an identity number';
  if (/^\d{3}-\d{2}-\d{4}$/.test(text)) return 'an identity number';
  return looksDialled(text) ? 'a phone number' : null;
}

function looksDialled(text: string): boolean {
  if (/^tel:/i.test(text)) return true;
  if (!/^\+?[\d\s().-]+$/.test(text) || /^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const digits = text.replace(/\D/g, '').length;
  const grouped = /\d[\s().-]+\d/.test(text);
  return digits <= 15 && digits >= (text.startsWith('+') ? 6 : grouped ? 8 : 10);
}
