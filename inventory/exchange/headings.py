"""What clerks write above their columns, in Polish and English, for each field."""

from __future__ import annotations

# Those before the bar are certain; those after it are asked about.
HEADINGS: dict[str, str] = {
    "number": (
        "nr inwentarzowy, numer inwentarzowy, nr inw, numer inw, nr inwent, nr ewidencyjny, numer "
        "ewidencyjny, nr ewid, numer składnika, nr składnika, nr składnika majątku, nr środka trwałego, numer "
        "środka trwałego, nr inwentarza, numer inwentarza, sygnatura inwentarzowa, nr księgi inwentarzowej, "
        "inventory number, inventory no, asset number, asset no, asset tag, inv no, inv number, inventory "
        "code, number | numer, nr, symbol, kod, kod kreskowy, barcode, id, sygnatura, oznaczenie, code, tag"
    ),
    "name": (
        "nazwa, nazwa składnika, nazwa składnika majątku, nazwa sprzętu, nazwa środka trwałego, nazwa środka, "
        "nazwa wyposażenia, nazwa przedmiotu, nazwa urządzenia, nazwa towaru, nazwa asortymentu, nazwa "
        "materiału, nazwa obiektu, nazwa składnika mienia, przedmiot, nazwa i typ, nazwa i opis, nazwa "
        "artykułu, nazwa majątku, wyszczególnienie, asortyment, name, asset name, item name, equipment name, "
        "nazwa przedmiotu spisywanego, określenie przedmiotu, nazwa pełna, nazwa inwentarza | sprzęt, opis, "
        "opis przedmiotu, składnik, towar, pozycja, urządzenie, description, item, asset, equipment, treść, "
        "charakterystyka"
    ),
    "category": (
        "kategoria, kategoria sprzętu, grupa, grupa sprzętu, grupa asortymentowa, category, asset category, "
        "rodzaj sprzętu, grupa rodzajowa, kategoria składnika | rodzaj, grupa kśt, klasa, group, class, kind, "
        "typ sprzętu, typ urządzenia, asset type"
    ),
    "manufacturer": (
        "producent, marka, wytwórca, manufacturer, brand, make, maker, firma producenta, nazwa producenta | "
        "producent model, marka typ, marka model, producent i model, marka i model"
    ),
    "model": (
        "model, model urządzenia, typ model, model typ, nazwa modelu, model name, model number | typ, type, wersja"
    ),
    "serial": (
        "nr seryjny, numer seryjny, nr fabryczny, numer fabryczny, nr fabr, numer fabr, nr ser, s n, sn, "
        "serial, serial number, serial no, nr seryjny fabryczny, nr fabryczny seryjny, numery seryjne, numer "
        "seryjny fabryczny, factory number, nr fab, nr seryjny imei, imei | service tag, nr podwozia, numer "
        "nadwozia, vin, nr urządzenia"
    ),
    "status": "status, status składnika, stan składnika, stan ewidencyjny, asset status",
    "condition": (
        "stan, state, stan techniczny, kondycja, ocena stanu, condition, technical condition, stan zużycia, "
        "stan użytkowy | ocena"
    ),
    "place": (
        "miejsce, pomieszczenie, lokalizacja, pokój nr, nr pokoju, numer pokoju, nr pomieszczenia, numer "
        "pomieszczenia, miejsce użytkowania, miejsce przechowywania, miejsce składowania, miejsce użytkowania "
        "pokój, lokalizacja pokój, budynek pokój, location, place, room, room number, miejsce eksploatacji, "
        "miejsce położenia, miejsce instalacji, pole spisowe | pokój, pok, budynek, piętro, magazyn, obiekt, "
        "adres, building, store, lokal, gabinet"
    ),
    "custodian": (
        "użytkownik, osoba odpowiedzialna, osoba materialnie odpowiedzialna, osoba mat odp, odpowiedzialny, "
        "użytkujący, imię i nazwisko, nazwisko i imię, imię i nazwisko użytkownika, nazwisko i imię "
        "użytkownika, dane użytkownika, użytkownik sprzętu, na stanie, kto używa, custodian, user, assigned "
        "to, responsible person, holder, accountable custodian, opiekun, przydzielono, użytkownik nazwisko i "
        "imię, osoba użytkująca, powierzono, osoba odpowiedzialna za sprzęt | odpowiada, wydział, komórka, "
        "komórka organizacyjna, nazwisko, pracownik, funkcjonariusz, osoba, posiadacz, jednostka użytkująca, "
        "dział, department, person, employee, owner, wydano, pobrał, kto"
    ),
    "supplier": (
        "dostawca, sprzedawca, kontrahent, nazwa dostawcy, firma, wykonawca, supplier, vendor, seller, "
        "dostawca sprzętu, wystawca faktury | sklep, darczyńca, źródło zakupu"
    ),
    "invoice": (
        "faktura, nr faktury, numer faktury, nr fv, numer fv, fv, faktura vat, faktura nr, dokument zakupu, "
        "nr dokumentu zakupu, dowód zakupu, dowód nabycia, nr dowodu nabycia, faktura data, faktura i data, "
        "nr i data faktury, nr faktury data, numer i data faktury, faktura nr i data, nr faktury i data, "
        "invoice, invoice number, invoice no, faktura z dnia, dowód zakupu nr data, nr faktury zakupu, "
        "rachunek, nr rachunku, faktura rachunek | dokument, nr dokumentu, dowód, numer dokumentu, dowód "
        "księgowy, podstawa wpisu, document"
    ),
    "purchased_on": (
        "data zakupu, data nabycia, data faktury, data fv, data wystawienia faktury, kupiono, data zakupu "
        "nabycia, purchase date, purchased on, date of purchase, bought on, data dokumentu zakupu, data "
        "wystawienia, data sprzedaży, invoice date, purchased, data nabycia zakupu | data, rok zakupu, rok "
        "nabycia, date, data dokumentu, data wpisu, data przychodu"
    ),
    "accepted_on": (
        "data przyjęcia, data przyjęcia do używania, data przyjęcia do użytkowania, data ot, data oddania do "
        "użytkowania, data wprowadzenia do ewidencji, data wprowadzenia na stan, data przyjęcia na stan, "
        "accepted on, acceptance date, data oddania do używania, put in use, in service since, data ujęcia w "
        "ewidencji, in use from, w użytkowaniu od, w użyciu od | data wprowadzenia, data odbioru, data dostawy"
    ),
    "price_net": (
        "cena netto, wartość netto, kwota netto, netto, net, net price, net value, price net, cena zakupu "
        "netto, cena jednostkowa netto, cena jedn netto, wartość netto zł, cena netto zł, net amount"
    ),
    "vat_rate": (
        "stawka vat, vat, vat proc, stawka podatku, stawka podatku vat, vat rate, tax rate, stawka vat proc, proc vat"
    ),
    "price_gross": (
        "cena brutto, wartość brutto, kwota brutto, brutto, wartość początkowa, wartość, wartość zł, cena "
        "zakupu, cena nabycia, wartość ewidencyjna, wartość inwentarzowa, wartość zakupu, cena jednostkowa "
        "brutto, cena jedn brutto, gross, gross price, gross value, price gross, value, initial value, cena "
        "brutto zł, wartość początkowa brutto, wartość nabycia, cena ewidencyjna, wartość księgowa brutto, "
        "wartość brutto zł, cena zakupu brutto, purchase price, gross amount, wartość początkowa zł, wartość "
        "w zł | cena, kwota, koszt, cena jednostkowa, cena jedn, razem brutto, price, amount, cost, wartość "
        "księgowa, suma, wartość jednostkowa"
    ),
    "kst": (
        "kśt, symbol kśt, nr kśt, numer kśt, grupa kśt symbol, klasyfikacja kśt, kst code, kod kśt, "
        "klasyfikacja, kst symbol | symbol klasyfikacji"
    ),
    "warranty_until": (
        "gwarancja do, data gwarancji, koniec gwarancji, data końca gwarancji, termin gwarancji, gwarancja, "
        "ważność gwarancji, warranty until, warranty, warranty end, warranty expires, data ważności "
        "gwarancji, okres gwarancji do, gwarancja ważna do"
    ),
    "insured_until": (
        "ubezpieczenie do, ubezpieczony do, ubezpieczone do, koniec ubezpieczenia, polisa do, polisa ważna "
        "do, ubezpieczenie ważne do, insured until, insurance until, insurance end, data końca ubezpieczenia "
        "| ubezpieczenie, insurance"
    ),
    "durability_until": (
        "trwałość do, koniec trwałości, okres trwałości do, trwałość projektu do, data końca trwałości, "
        "trwałość, durability until, durability, durability end | okres trwałości"
    ),
    "policy": ("polisa, nr polisy, numer polisy, polisa nr, policy, policy number, policy no, ubezpieczenie nr polisy"),
    "quantity": (
        "ilość, liczba, szt, ilość szt, liczba sztuk, ilość sztuk, quantity, qty, ilość stan | stan "
        "ilościowy, sztuk, count"
    ),
    "unit": "j m, jm, jednostka miary, jedn miary, jedn, unit, unit of measure, uom | jednostka, miara",
    "set": (
        "zestaw, należy do zestawu, część zestawu, nr zestawu, zestaw nr, składnik główny, nr składnika "
        "głównego, set, part of set, part of, main asset | komplet, nadrzędny, parent"
    ),
    "old_numbers": (
        "stary nr, stary numer, stare numery, dawny nr, dawny numer, dawne numery, poprzedni nr, poprzedni "
        "numer, nr poprzedni, nr stary, stary nr inw, stary nr inwentarzowy, poprzedni nr inwentarzowy, dawny nr "
        "inwentarzowy, numer historyczny, old number, old numbers, old no, previous number, previous numbers, "
        "former number, inne numery"
    ),
    "swop": (
        "swop, nr swop, nr w swop, numer swop, numer w swop, indeks swop, indeks materiałowy, swop number, "
        "swop no, number in swop | indeks, nr kartoteki"
    ),
    "ksef": "ksef, nr ksef, numer ksef, numer ksef faktury, identyfikator ksef, ksef number, ksef no, ksef id",
    "notes": (
        "uwagi, notatki, notatka, uwaga, komentarz, informacje dodatkowe, opis dodatkowy, adnotacje, notes, "
        "remarks, comments, note, comment | dodatkowe informacje, inne, info, wyposażenie dodatkowe, opis "
        "stanu"
    ),
    "funding": (
        "źródło finansowania, źródła finansowania, źródło, finansowanie, źródło środków, źródła, finansowane "
        "z, sposób finansowania, funding, funding source, funding sources, source, source of funding, źródło "
        "pochodzenia środków, środki | projekt, fundusz, program, dofinansowanie, dotacja, project, fund, nr "
        "projektu, budżet, pochodzenie"
    ),
}

# Headings that name nothing the register keeps, or something it works out itself.
SKIPPED = frozenset(
    (
        "lp, l p, lp nr, poz, nr poz, numer porządkowy, no, row, wiersz, kwota vat, wartość vat, podatek vat, "
        "vat kwota, vat zł, vat amount, podatek, podpis, podpis użytkownika, nr zamówienia, numer zamówienia, "
        "razem, wartość razem, suma brutto, suma netto, wartość ogółem, umorzenie, amortyzacja, stawka "
        "amortyzacji, wartość umorzenia, wartość netto księgowa, wartość księgowa netto, konto, nr konta, "
        "konto księgowe, stan na dzień, ilość spisana, różnica, nip, regon, telefon, email, e mail, pesel, "
        "zdjęcie, udział, share"
    ).split(", ")
)
