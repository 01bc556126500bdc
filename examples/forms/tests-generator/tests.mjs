export function parcels() {
  return ["late", "broken", "lost"].map((state) => ({ vars: { question: `My parcel is ${state}.` } }));
}
