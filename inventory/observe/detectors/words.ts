// Closed sets of words: one look-up for all of them. Several languages; what a word alone proves is little, with its name much.
// Words that mean something else just as often (`single`, `green`, `unknown`, `m`) are left out: a word that is taken for sensitive is
// never kept as a word of an enum.

const SETS: Readonly<Record<string, string>> = {
  gender:
    'male female nonbinary non-binary diverse divers männlich weiblich masculin féminin feminin masculino femenino feminino hombre mujer homme femme man woman uomo donna maschio femmina maschile femminile vrouw mannelijk vrouwelijk',
  marital_status:
    'married|divorced|widowed|civil_partnership|domestic_partnership|ledig|verheiratet|geschieden|verwitwet|célibataire|marié|mariée|divorcé|divorcée|veuf|veuve|soltero|soltera|casado|casada|divorciado|divorciada|viudo|viuda',
  religion:
    'christian|christianity|catholic|roman catholic|protestant|evangelical|lutheran|anglican|baptist|methodist|mormon|muslim|islam|sunni|shia|jewish|judaism|hindu|hinduism|buddhist|buddhism|sikh|sikhism|jain|taoist|atheist|agnostic|katholisch|evangelisch|römisch-katholisch|muslimisch|jüdisch|konfessionslos|catholique|protestant|musulman|juif|athée|católico|católica|protestante|musulmán|judío|ateo',
  ethnicity:
    'asian|hispanic|latino|latina|latinx|caucasian|african american|african-american|black or african american|native american|american indian|american indian or alaska native|pacific islander|native hawaiian or other pacific islander|middle eastern|south asian|east asian|arab|roma|multiracial|two or more races|mestizo|maori|white british|black british|asian british',
  political_view: 'democrat|republican|libertarian|socialist|communist|social democrat|far-right|far-left|cdu|csu|spd|fdp|afd',
  sexual_orientation: 'heterosexual|gay|lesbian|homosexual|bisexual|pansexual|asexual|queer|heterosexuell|homosexuell|bisexuell',
  gender_identity:
    'he/him|she/her|they/them|he/they|she/they|transgender|trans woman|trans man|genderqueer|genderfluid|agender|cisgender|non-binary|nonbinary',
  blood_type:
    'a+|a-|b+|b-|ab+|ab-|o+|o-|0+|0-|a positive|a negative|b positive|b negative|ab positive|ab negative|o positive|o negative|a pos|a neg|b pos|b neg|ab pos|ab neg|o pos|o neg',
  nationality:
    'american|british|german|french|spanish|italian|dutch|belgian|swiss|austrian|polish|portuguese|swedish|norwegian|danish|finnish|irish|greek|turkish|russian|ukrainian|romanian|czech|hungarian|chinese|japanese|korean|indian|pakistani|bangladeshi|indonesian|vietnamese|filipino|thai|malaysian|singaporean|australian|canadian|mexican|brazilian|argentine|argentinian|chilean|colombian|peruvian|egyptian|moroccan|nigerian|kenyan|ethiopian|ghanaian|south african|israeli|iranian|iraqi|syrian|afghan|saudi|emirati|lebanese|deutsch|österreichisch|schweizerisch|französisch|italienisch|spanisch|polnisch|türkisch|française|français|allemand|allemande|espagnol|italien|italienne|española|español|mexicana|mexicano|alemana|alemán',
}

/** Word in lower case -> types. */
const WORDS = new Map<string, string[]>()
for (const [type, text] of Object.entries(SETS)) {
  for (const word of text.split(text.includes('|') ? '|' : ' ')) {
    const types = WORDS.get(word)
    if (types === undefined) WORDS.set(word, [type])
    else if (!types.includes(type)) types.push(type)
  }
}

/** Words are no longer than this. */
export const WORD_LENGTH_MAX = 48
export const WORD_TYPES: readonly string[] = Object.keys(SETS)
/** Share of unrelated words that are in a set: small, but fields that hold words hold few different ones. */
export const WORD_RANDOM_SHARE = 0.02

/** Types in whose set the word is. */
export const typesOfWord = (text: string): readonly string[] | undefined => WORDS.get(text.toLowerCase())
