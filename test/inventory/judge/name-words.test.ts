import { describe, expect, it } from 'vitest'
import { isAbout, isVersionName, matchNames, wordsOf } from '../../../inventory/judge/name-words.ts'

const types = (name: string, parents: string[] = []): string[] => matchNames(name, parents).map(({ type }) => type.id)

describe('words of a name', () => {
  it('are the same in every style', () => {
    for (const name of ['lastLoginIP', 'last_login_ip', 'last-login-ip', 'LastLoginIp', 'LAST_LOGIN_IP'])
      expect(wordsOf(name)).toEqual(['last', 'login', 'ip'])
    expect(wordsOf('Numéro_de_Sécurité')).toEqual(['number', 'securite'])
    expect(wordsOf('straße')).toEqual(['strasse'])
  })
})

describe('names of types', () => {
  it('match whole, at the end, and at the beginning', () => {
    expect(types('email')).toContain('email')
    expect(types('billingEmail')).toContain('email')
    expect(types('emailHome')).toContain('email')
    expect(types('passportNo')).toContain('us_passport')
    expect(types('cardno')).toContain('card_pan')
  })

  it('match behind whose they are, apart or in one word, and with a number at the end', () => {
    expect(types('customeremail')).toContain('email')
    expect(types('customer_cpf_titular')).toContain('br_cpf')
    expect(types('patientBloodType')).toContain('blood_type')
    expect(types('ausweisnr')).toContain('de_personalausweis')
    expect(types('personnummer')).toContain('se_personnummer')
    expect(types('kartenpruefziffer')).toContain('card_cvv')
  })

  it('are of people, not of what else has a name', () => {
    for (const parent of ['parent', 'child', 'driver', 'owner', 'shipping', 'product', 'company'])
      expect(types('name', [parent]), parent).toEqual([])
    for (const name of ['lastLogin', 'salaryBand', 'faithLevel', 'bloodTypeStatus']) expect(types(name), name).toEqual([])
  })

  it('match with the object around', () => {
    expect(types('number', ['card'])).toContain('card_pan')
    expect(types('number', ['order'])).not.toContain('card_pan')
  })

  it('do not match what only speaks about the thing', () => {
    for (const name of ['emailVerified', 'hasPassword', 'cardType', 'passwordPolicyUrl', 'ipAddressCount', 'phonePattern'])
      expect(types(name), name).toEqual([])
    expect(types('nextPageToken')).not.toContain('high_entropy_secret')
    expect(types('macAddress')).not.toContain('postal_address')
  })

  it('are told from versions and remarks', () => {
    expect([isAbout('emailVerified'), isAbout('email'), isAbout('isActive')]).toEqual([true, false, true])
    expect([isVersionName('driverVersion'), isVersionName('driver')]).toEqual([true, true])
  })

  it('survive any name', () => {
    for (const name of ['', '_', '__proto__', 'ſ', '𝒳', '1', 'a'.repeat(10_000), '-'.repeat(1000)])
      expect(() => matchNames(name, ['', 'x'])).not.toThrow()
  })
})
